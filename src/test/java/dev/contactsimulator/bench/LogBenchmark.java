package dev.contactsimulator.bench;

import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.contact.MessageContent;
import dev.contactsimulator.contact.Participant;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.engine.AxonContacts;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.NewEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.util.unit.DataSize;

/**
 * How fast events get into the log, all on one server:
 *
 * <ul>
 *   <li>append: one event for each response, against pgbench, which inserts an equal row for each commit, and against
 *       message-db's {@code write_message};
 *   <li>commands: messages to contacts of {@value Chats#MESSAGES}, against the same aggregate on Axon's own engines.
 * </ul>
 */
final class LogBenchmark {

    private static final List<Integer> WRITERS = List.of(1, 8, 32, 128);
    private static final int AXON_CONNECTIONS = 20;

    private static final String ROW = """
            insert into one_row_per_commit
                (contact_id, sequence, event_id, type, revision, at, data, metadata, hash)
            values (gen_random_uuid(), 0, gen_random_uuid(), 'MessageSent', 1, now(), %s, %s,
                '\\x%s');
            """;

    private final Settings settings;
    private final Report report;
    private final BenchmarkPostgres server;
    private final Duration each;
    private final Readings readings = new Readings();

    private LogBenchmark(Settings settings, Report report, BenchmarkPostgres server) {
        this.settings = settings;
        this.report = report;
        this.server = server;
        this.each = Duration.ofSeconds(settings.number("seconds", 5));
    }

    static void run(Settings settings, Report report) throws Exception {
        try (BenchmarkPostgres server = BenchmarkPostgres.start(report.directory())) {
            report.line("PostgreSQL " + server.text("postgres", "show server_version")
                    + ", fsync " + server.text("postgres", "show fsync")
                    + ", synchronous_commit " + server.text("postgres", "show synchronous_commit"));
            new LogBenchmark(settings, report, server).run();
        }
    }

    private void run() throws Exception {
        try (BenchmarkLog ours = new BenchmarkLog(server.newDatabase("log"));
                BenchmarkLog log = new BenchmarkLog(server.newDatabase("contacts"));
                DefaultAxonContacts jdbc =
                        DefaultAxonContacts.onJdbc(server.newDatabase("axon_jdbc"), AXON_CONNECTIONS);
                DefaultAxonContacts jpa = DefaultAxonContacts.onJpa(server.newDatabase("axon_jpa"), AXON_CONNECTIONS)) {
            Contacts contacts = new AxonContacts(log.engine(), log.timelines(), DataSize.ofMegabytes(96));
            Optional<Pgbench> pgbench = Pgbench.find(report.directory());
            report.line(
                    pgbench.isPresent()
                            ? "pgbench and message-db by pgbench"
                            : "no pgbench here: left out, like message-db");
            warmUp(ours.log(), contacts, jdbc, jpa);
            Optional<String> row = pgbench.map(found -> row());
            boolean messageDb = pgbench.isPresent() && MessageDb.install(server, report.directory());
            String message = messageDb ? MessageDb.script(stored("data"), stored("metadata")) : "";

            for (int round = 1; round <= settings.number("rounds", 3); round++) {
                for (int writers : WRITERS) {
                    add("append", writers, Writers.rate(writers, each, appending(ours.log())));
                    if (pgbench.isPresent()) {
                        add("pgbench", writers, pgbench.get().rate(server, "log", row.orElseThrow(), writers, each));
                    }
                    if (messageDb) {
                        add(
                                "message-db",
                                writers,
                                pgbench.get().rate(server, MessageDb.DATABASE, message, writers, each));
                    }
                    add("contacts", writers, Writers.rate(writers, each, sending(contacts)));
                    add("jdbc", writers, Writers.rate(writers, each, sending(jdbc)));
                    add("jpa", writers, Writers.rate(writers, each, sending(jpa)));
                }
            }
        }
        report.table(appends());
        report.table(commands());
    }

    /** The JIT takes its time, and the first figures would be its own. */
    private void warmUp(EventLog log, Contacts... all) throws Exception {
        Duration each = Duration.ofSeconds(settings.number("warmup", 10));
        Writers.rate(32, each, appending(log));
        for (Contacts contacts : all) Writers.rate(32, each, sending(contacts));
    }

    private void add(String thing, int writers, double rate) {
        report.raw("%-10s writers=%-4d %,10.0f/s  %s".formatted(thing, writers, rate, Machine.load()));
        readings.add(thing + writers, rate);
    }

    private Table appends() {
        Table table = new Table(
                "writers", "EventLog.append/s", "pgbench rows/s", "ratio", "message-db write_message/s", "ratio");
        for (int writers : WRITERS) {
            String ours = "append" + writers;
            table.row(
                    writers,
                    readings.shown(ours),
                    readings.shown("pgbench" + writers),
                    readings.ratio(ours, "pgbench" + writers),
                    readings.shown("message-db" + writers),
                    readings.ratio(ours, "message-db" + writers));
        }
        return table;
    }

    private Table commands() {
        Table table =
                new Table("writers", "commands/s", "on Axon's JDBC engine", "ratio", "on Axon's JPA engine", "ratio");
        for (int writers : WRITERS) {
            String ours = "contacts" + writers;
            table.row(
                    writers,
                    readings.shown(ours),
                    readings.shown("jdbc" + writers),
                    readings.ratio(ours, "jdbc" + writers),
                    readings.shown("jpa" + writers),
                    readings.ratio(ours, "jpa" + writers));
        }
        return table;
    }

    /** A script for pgbench that inserts a row like those of the log, into a table like the log's. */
    private String row() {
        server.execute("log", """
                create table one_row_per_commit (like event_log including all);
                alter table one_row_per_commit alter position add generated always as identity
                """);
        return ROW.formatted(Pgbench.literal(stored("data")), Pgbench.literal(stored("metadata")), "5a".repeat(32));
    }

    private String stored(String column) {
        return server.text("log", "select " + column + " from event_log order by position limit 1");
    }

    private static Writers.Kind sending(Contacts contacts) {
        return number -> {
            Chats chats = new Chats();
            return () -> contacts.send(chats.next(), Chats.cause());
        };
    }

    private static Writers.Kind appending(EventLog log) {
        return number -> new Writers.Work() {
            private UUID contact = UUID.randomUUID();
            private int sequence;

            @Override
            public void once() {
                if (sequence == Chats.MESSAGES) {
                    contact = UUID.randomUUID();
                    sequence = 0;
                }
                log.append(List.of(message(contact, sequence++)));
            }
        };
    }

    private static NewEvent message(UUID contact, int sequence) {
        Instant now = Instant.now();
        Participant customer = new Participant(new ParticipantId(contact), ParticipantRole.CUSTOMER, "Customer");
        return new NewEvent(
                contact,
                sequence,
                UUID.randomUUID(),
                now,
                new MessageSent(
                        new ContactId(contact),
                        new ItemId(UUID.randomUUID()),
                        customer,
                        new MessageContent("text/plain", Chats.CONTENT),
                        now),
                Chats.cause().metadata());
    }
}
