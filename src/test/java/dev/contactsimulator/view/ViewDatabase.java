package dev.contactsimulator.view;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.engine.ContactEventTypes;
import dev.contactsimulator.eventlog.Connections;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.NewEvent;
import dev.contactsimulator.eventlog.PostgresEventLog;
import dev.contactsimulator.support.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** A database with the simulator's tables, and nodes on it: each with a log and a pool of its own. */
public final class ViewDatabase implements AutoCloseable {

    /** One node: what it needs to follow the log. */
    public record Node(HikariDataSource pool, PostgresEventLog log) {}

    private final TestPostgres.Database database = TestPostgres.newDatabase();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<ContactId, Integer> sequences = new HashMap<>();
    private final Node first;

    public ViewDatabase() {
        Flyway.configure()
                .dataSource(database.url(), database.username(), database.password())
                .load()
                .migrate();
        first = addNode();
    }

    public TestPostgres.Database address() {
        return database;
    }

    public Node addNode() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.username());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(8);
        pool.setMinimumIdle(1);
        PostgresEventLog log = new PostgresEventLog(
                pool,
                Connections.to(database.url(), database.username(), database.password()),
                ContactEventTypes.all());
        log.start();
        Node node = new Node(pool, log);
        nodes.add(node);
        return node;
    }

    public HikariDataSource pool() {
        return first.pool();
    }

    public EventLog log() {
        return first.log();
    }

    /** Appends events of any contacts, in order, on the first node. */
    public void append(ContactEvent... events) {
        for (ContactEvent event : events) append(log(), List.of(event));
    }

    /** Appends events of one contact as one command. */
    public synchronized void append(EventLog log, List<? extends ContactEvent> events) {
        List<NewEvent> appended = new ArrayList<>();
        for (ContactEvent event : events) {
            int sequence = sequences.merge(event.contactId(), 0, (before, zero) -> before + 1);
            appended.add(new NewEvent(
                    event.contactId().value(),
                    sequence,
                    UUID.randomUUID(),
                    event.at(),
                    event,
                    Map.of("requestId", "r")));
        }
        log.append(appended);
    }

    /** As POST /_simulator/reset does. */
    public void reset() throws SQLException {
        log().reset(List.of("contact_view", "contact_view_pair"));
        sequences.clear();
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The rows as they are, whatever the log says. */
    Map<ContactId, ContactRow> rows() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select contact_id from contact_view")) {
            List<UUID> ids = new ArrayList<>();
            while (row.next()) ids.add(row.getObject(1, UUID.class));
            return ContactRows.in("contact_view").load(connection, ids);
        }
    }

    /** What the rows should be: every event of the log folded, one by one. */
    Map<ContactId, ContactRow> foldOfTheLog() {
        Map<ContactId, ContactRow> rows = new HashMap<>();
        long position = 0;
        for (var page = log().read(0, 1_000); !page.isEmpty(); page = log().read(position, 1_000)) {
            for (var stored : page) {
                ContactEvent event = (ContactEvent) log().decode(stored).payload();
                ChainProjection.apply(into(rows), event, stored.position());
                position = stored.position();
            }
        }
        return rows;
    }

    private static ChainProjection.Rows into(Map<ContactId, ContactRow> rows) {
        return new ChainProjection.Rows() {
            @Override
            public @Nullable ContactRow get(ContactId contact) {
                return rows.get(contact);
            }

            @Override
            public void put(@Nullable ContactRow before, ContactRow after) {
                rows.put(after.contactId(), after);
            }
        };
    }

    ContactView view(Node node) {
        return new ContactView(node.log(), node.pool(), Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    ContactView view() {
        return view(first);
    }

    @Override
    public void close() throws Exception {
        for (Node node : nodes) {
            node.log().close();
            node.pool().close();
        }
    }
}
