package dev.contactsimulator.crash;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/** Some clients that write to the same chats until they are stopped. */
final class Clients {

    static final int COUNT = 8;

    private final List<Path> journals = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Clients() {}

    /** @param directory gets a journal of each */
    static Clients start(SplittableRandom random, List<URI> nodes, String instanceId, Path directory, Progress progress)
            throws IOException {
        Clients started = new Clients();
        Chats chats = new Chats();
        for (int n = 0; n < COUNT; n++) {
            Path path = directory.resolve("client-" + n + ".journal");
            Client client = new Client(random.split(), nodes, instanceId, chats, new Journal(path), progress);
            started.journals.add(path);
            started.clients.add(client);
            started.threads.add(Thread.ofPlatform().name("client-" + n).start(client));
        }
        return started;
    }

    /** Returns when all have ended. */
    void stop() throws InterruptedException {
        clients.forEach(Client::stop);
        for (Thread thread : threads) thread.join();
    }

    /** What they asked for and what came of it; to be asked for when they have ended. */
    Collection<Call> calls() throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        for (Path journal : journals) entries.addAll(Journal.read(journal));
        return Call.of(entries);
    }
}
