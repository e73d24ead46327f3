package dev.contactsimulator.eventlog;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactsimulator.support.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** A started log on a database that the migrations have made. A second one on the same database is another node. */
public final class TestLog implements AutoCloseable {

    public static final Instant AT = Instant.parse("2026-03-01T10:15:30.123456Z");

    private final TestPostgres.Database database;
    private final HikariDataSource pool;
    private final PostgresEventLog log;
    private final boolean started;

    private TestLog(TestPostgres.Database database, EventTypes types, boolean started) {
        this.database = database;
        pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.username());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(8);
        log = new PostgresEventLog(
                pool, Connections.to(database.url(), database.username(), database.password()), types);
        this.started = started;
        if (started) log.start();
    }

    public static TestLog onNewDatabase(EventTypes types) {
        TestPostgres.Database database = TestPostgres.newDatabase();
        Flyway.configure()
                .dataSource(database.url(), database.username(), database.password())
                .load()
                .migrate();
        return new TestLog(database, types, true);
    }

    public static TestLog onNewDatabase() {
        return onNewDatabase(Noted.TYPES);
    }

    /** Another node on the same database. */
    public TestLog anotherNode() {
        return new TestLog(database, Noted.TYPES, true);
    }

    /** Another node that hears of nothing and appends nothing. It knows only what the test has it read. */
    public TestLog anotherNodeThatOnlyReads() {
        return new TestLog(database, Noted.TYPES, false);
    }

    public PostgresEventLog log() {
        return log;
    }

    public HikariDataSource dataSource() {
        return pool;
    }

    /** As a superuser. */
    public void execute(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * As when the database server is lost and its standby lacks the latest events, and has got others since. All
     * connections of the log break.
     *
     * @param others one new contact's event for each
     */
    public void loseEventsAfter(long position, String... others) {
        StringBuilder sql = new StringBuilder("""
                set session_replication_role = replica;
                delete from event_log where position > %1$d;
                update event_log_head set position = %1$d, hash = coalesce(
                    (select hash from event_log where position = %1$d), decode(repeat('00', 32), 'hex'));
                """.formatted(position));
        for (String other : others) {
            sql.append("""
                    update event_log_head set position = position + 1, hash = sha256('%1$s');
                    insert into event_log
                    select h.position, gen_random_uuid(), 0, gen_random_uuid(), 'Noted', 1, now(),
                        '{"text":"%1$s"}', '{}', h.hash
                    from event_log_head h;
                    """.formatted(other));
        }
        execute(sql + """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and application_name = 'contact-simulator log'
                """);
    }

    public int count(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An event as a test needs one. */
    public static NewEvent event(UUID contact, int sequence, String text) {
        return new NewEvent(contact, sequence, UUID.randomUUID(), AT, new Noted(text), Map.of("operation", "Note"));
    }

    /** Appends one event after the other, to as many new contacts as there are texts. */
    public List<UUID> note(String... texts) {
        List<UUID> contacts = new ArrayList<>();
        for (String text : texts) {
            UUID contact = UUID.randomUUID();
            log.append(List.of(event(contact, 0, text)));
            contacts.add(contact);
        }
        return contacts;
    }

    @Override
    public void close() throws Exception {
        if (started) log.close();
        pool.close();
    }
}
