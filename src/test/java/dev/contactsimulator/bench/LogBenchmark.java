package dev.contactsimulator.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How fast events get into the log: against one equal row per commit written by pgbench, message-db's write_message, and
 * Axon's own engines, all on the same server.
 */
final class LogBenchmark {

    private static final List<Integer> WRITERS = List.of(1, 8, 32, 128);

    static void run(Settings settings, Report report) throws Exception {
        Duration each = Duration.ofSeconds(settings.number("seconds", 5));
        int rounds = settings.number("rounds", 3);
        Optional<Pgbench> pgbench = Pgbench.find(report.directory());
        if (pgbench.isEmpty()) report.line("no pgbench on this machine (Debian: postgresql): left out");
        try (BenchmarkPostgres server = BenchmarkPostgres.start(report.directory())) {
            report.line("PostgreSQL " + server.version());
            boolean messageDb = pgbench.isPresent() && MessageDb.install(server, report.directory());
            Readings readings = new Readings();
            try (AxonCommands jdbc = AxonCommands.onJdbc(server.database("axon_jdbc"), 32);
                    AxonCommands jpa = AxonCommands.onJpa(server.database("axon_jpa"), 32)) {
                Writers.rate(8, each, writer(jdbc));
                Writers.rate(8, each, writer(jpa));
                for (int round = 0; round < rounds; round++) {
                    for (int writers : WRITERS) {
                        readings.add("jdbc " + writers, Writers.rate(writers, each, writer(jdbc)));
                        readings.add("jpa " + writers, Writers.rate(writers, each, writer(jpa)));
                        if (messageDb) {
                            readings.add("message-db " + writers, pgbench.get().rate(server, MessageDb.DATABASE, """
                                    \\set chat random(1, 500)
                                    select write_message(gen_random_uuid()::varchar, 'chat-' || :chat::text, 'MessageSent', %s::jsonb, %s::jsonb);
                                    """.formatted(Pgbench.literal("{\"a\":1}"), Pgbench.literal("{\"b\":1}")), writers, each));
                        }
                    }
                }
            }
            Table table = new Table("writers", "jdbc", "jpa", "mdb");
            for (int writers : WRITERS) {
                table.row(writers, readings.shown("jdbc " + writers), readings.shown("jpa " + writers), readings.shown("message-db " + writers));
            }
            report.table(table);
        }
    }

    private static Writers.Kind writer(AxonCommands commands) {
        return number -> {
            Chats chats = new Chats();
            return () -> commands.send(chats.next(), Chats.cause());
        };
    }

    private LogBenchmark() {}
}
