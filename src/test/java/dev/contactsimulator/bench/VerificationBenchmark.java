package dev.contactsimulator.bench;

import dev.contactsimulator.audit.LogVerification;
import dev.contactsimulator.audit.Verification;
import dev.contactsimulator.support.TestPostgres.Database;
import java.util.UUID;

/** How fast the whole chain of hashes is verified: of chats one after the other, or of {@code chats=50000} in turn. */
final class VerificationBenchmark {

    static void run(Settings settings, Report report) throws Exception {
        long events = settings.number("events", 1_000_000);
        try (BenchmarkPostgres server = BenchmarkPostgres.start(report.directory())) {
            Database database = server.newDatabase("verify");
            try (BenchmarkLog log = new BenchmarkLog(database)) {
                new History(UUID.randomUUID().toString()).fill(log.log(), settings.number("chats", 0), events);
                LogVerification verification = new LogVerification(log.database());
                Table table = new Table("events", "passed", "events/s");
                for (int round = 1; round <= settings.number("rounds", 5); round++) {
                    Verification result = verification.verify();
                    table.row(
                            "%,d".formatted(result.events()),
                            result.passed() ? "yes" : "no",
                            "%,.0f".formatted(result.eventsPerSecond()));
                    report.raw(Machine.load());
                }
                report.table(table);
            }
        }
    }

    private VerificationBenchmark() {}
}
