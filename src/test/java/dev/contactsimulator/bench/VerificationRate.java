package dev.contactsimulator.bench;

import dev.contactsimulator.ContactEventTypes;
import dev.contactsimulator.audit.LogVerification;
import dev.contactsimulator.eventlog.NewEvent;
import dev.contactsimulator.eventlog.TestLog;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Measures how fast the log is verified. Arguments: the number of events (default 300,000). */
public final class VerificationRate {

    public static void main(String[] arguments) throws Exception {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300_000;
        try (TestLog node = TestLog.onNewDatabase(ContactEventTypes.all())) {
            List<Thread> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                writers.add(Thread.ofVirtual().start(() -> {
                    for (int done = 0; done < events / 8; done += 50) {
                        UUID contact = UUID.randomUUID();
                        List<NewEvent> chat = new ArrayList<>();
                        for (int sequence = 0; sequence < 50; sequence++) {
                            chat.add(AppendRate.message(contact, sequence));
                        }
                        node.log().append(chat);
                    }
                }));
            }
            for (Thread writer : writers) writer.join();
            LogVerification verification = new LogVerification(node.dataSource());
            for (int run = 0; run < 5; run++) {
                long cpu = AppendRate.processCpuNanos();
                var result = verification.verify();
                System.out.printf(
                        "events=%d flaw=%s events/s=%.0f jvm-cpu-us/event=%.2f%n",
                        result.events(),
                        result.flaw(),
                        result.eventsPerSecond(),
                        (AppendRate.processCpuNanos() - cpu) / 1e3 / result.events());
            }
        }
        System.exit(0);
    }

    private VerificationRate() {}
}
