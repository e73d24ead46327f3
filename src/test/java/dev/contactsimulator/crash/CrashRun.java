package dev.contactsimulator.crash;

import static org.awaitility.Awaitility.await;

import dev.contactsimulator.crash.Violation.Rule;
import dev.contactsimulator.support.TestPostgres.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Nodes on a database of their own. A run begins with an empty log: clients write to the nodes, something goes wrong, and then
 * the checker looks at what is left. The nodes may serve several runs, one after the other.
 */
final class CrashRun implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CrashRun.class);

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TAIL_PAUSE = Duration.ofMillis(2);
    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final int TRANSCRIPTS = 200;

    /** What goes wrong while the clients write. */
    @FunctionalInterface
    interface Script {
        void run(Nemesis nemesis) throws Exception;
    }

    private final long seed;
    private final SplittableRandom random;
    private final PostgresServers postgres;
    private final Database database;
    private final Path directory;
    private final List<SimulatorNode> nodes = new ArrayList<>();
    private int runs;

    /** Starts the nodes. @param mutations directories with classes to be taken instead of the program's own */
    CrashRun(PostgresServers postgres, int nodes, long seed, List<Path> mutations) throws IOException, SQLException {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.postgres = postgres;
        String name = postgres.newDatabase();
        this.database = postgres.direct(name);
        this.directory =
                Files.createTempDirectory(Files.createDirectories(Path.of("target", "crash")), "run-" + seed + "-");
        log.info("seed={} journals={}", seed, directory);
        for (int n = 0; n < nodes; n++) {
            this.nodes.add(
                    new SimulatorNode(postgres.forNodes(name), directory.resolve("node-" + n + ".log"), mutations));
        }
        this.nodes.forEach(SimulatorNode::awaitReady);
    }

    Database database() {
        return database;
    }

    CrashReport under(Script script) throws Exception {
        if (runs++ > 0) emptyTheLog();
        long begun = System.nanoTime();
        Progress progress = new Progress(nodes.size());
        TailReader tail = new TailReader(database, TAIL_PAUSE);
        Nemesis nemesis = new Nemesis(random.split(), postgres, nodes, progress, tail);
        Thread tailing = Thread.ofPlatform().name("tail").start(tail);
        Clients clients = write(progress, nemesis, script);
        Duration time = Duration.ofNanos(System.nanoTime() - begun);

        try (Connection connection = database.connect()) {
            LogTable table = new LogTable(connection);
            settle(table, tail);
            tail.stop();
            tailing.join();
            Collection<Call> calls = clients.calls();
            List<LoggedEvent> events = table.events();
            List<Violation> violations = new ArrayList<>(Checker.check(calls, events, tail.eras()));
            violations.addAll(table.verify());
            violations.addAll(whatTheProgramFindsWrong(events.size()));
            if (violations.isEmpty()) { // else nothing can be said of what is made from the log
                violations.addAll(viewDifferences(new ContactViewTable(connection)));
                violations.addAll(unreadable(calls.stream()
                        .map(call -> call.in(tail.eras().getLast()))
                        .toList()));
            }
            CrashReport report = CrashReport.of(
                    seed, time, nodes.size(), Clients.COUNT, nemesis.done(), calls, events, tail.eras(), violations);
            log.info("{}", report);
            return report;
        }
    }

    private void emptyTheLog() {
        nodes.getFirst().reset();
        for (SimulatorNode node : nodes) node.awaitReadable(SETTLED);
    }

    private Clients write(Progress progress, Nemesis nemesis, Script script) throws Exception {
        List<URI> addresses = nodes.stream().map(SimulatorNode::address).toList();
        Path journals = Files.createDirectory(directory.resolve("clients-" + runs));
        Clients clients = Clients.start(random.split(), addresses, instanceId(), journals, progress);
        try {
            nemesis.allServe();
            script.run(nemesis);
        } finally {
            clients.stop();
        }
        return clients;
    }

    /** Waits until nothing is on its way any more: what clients have given up on may still be written. */
    private static void settle(LogTable table, TailReader tail) {
        await("the log").during(Duration.ofSeconds(1)).atMost(SETTLED).until(new SameValue(table::head)::again);
        await("the tail reader").atMost(SETTLED).until(() -> tail.hasStartedAgain() && tail.position() >= table.head());
    }

    private static List<Violation> viewDifferences(ContactViewTable view) throws SQLException {
        try {
            await("the view").atMost(SETTLED).until(view::isUpToDate);
            return view.differences();
        } catch (ConditionTimeoutException behind) {
            return List.of(new Violation(6, Rule.WRONG_VIEW, "The view does not come to the end of the log."));
        }
    }

    /** The program's own verification must come to the same result as the harness's. */
    private List<Violation> whatTheProgramFindsWrong(int events) throws IOException, InterruptedException {
        String response = ask(nodes.getFirst().address(), "POST", "/_simulator/log/verify");
        JsonNode result = JSON.readTree(response);
        boolean sound =
                result.path("passed").asBoolean(false) && result.path("events").asInt(-1) == events;
        return sound ? List.of() : List.of(new Violation(2, Rule.BROKEN_CHAIN, "the program itself says " + response));
    }

    /** The transcripts of some contacts hold all messages that were acknowledged for them. */
    private List<Violation> unreadable(Collection<Call> calls) throws IOException, InterruptedException {
        Map<UUID, List<Call>> messages = calls.stream()
                .filter(call ->
                        call.kind == Kind.MESSAGE && call.acknowledgement().isPresent())
                .collect(Collectors.groupingBy(
                        call -> call.acknowledgement().orElseThrow().contactId()));
        List<UUID> contacts = new ArrayList<>(messages.keySet());
        List<Violation> violations = new ArrayList<>();
        for (int n = 0; n < TRANSCRIPTS && !contacts.isEmpty(); n++) {
            UUID contact = contacts.remove(random.nextInt(contacts.size()));
            URI node = nodes.get(random.nextInt(nodes.size())).address();
            String transcript = ask(node, "GET", "/_simulator/contacts/" + contact + "/transcript");
            for (Call call : messages.get(contact)) {
                if (!transcript.contains(call.token.toString())) {
                    violations.add(new Violation(7, Rule.NOT_READABLE, call + " in the transcript of " + contact));
                }
            }
        }
        return violations;
    }

    /** Empties the view, lets the nodes make it from the log again, and compares again. */
    List<Violation> rebuild() throws SQLException {
        nodes.forEach(SimulatorNode::kill);
        try (Connection connection = database.connect()) {
            ContactViewTable view = new ContactViewTable(connection);
            view.empty();
            nodes.forEach(SimulatorNode::start);
            nodes.forEach(SimulatorNode::awaitReady);
            return viewDifferences(view);
        }
    }

    private String instanceId() throws IOException, InterruptedException {
        String info = ask(nodes.getFirst().address(), "GET", "/_simulator/info");
        return JSON.readTree(info).findPath("instanceId").asString();
    }

    private static String ask(URI node, String method, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(node.resolve(path))
                    .method(method, BodyPublishers.noBody())
                    .timeout(Duration.ofSeconds(60))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    @Override
    public void close() {
        nodes.forEach(SimulatorNode::close);
    }
}
