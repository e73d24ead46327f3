package dev.contactsimulator.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactsimulator.engine.ContactEventTypes;
import dev.contactsimulator.engine.LogEventStorageEngine;
import dev.contactsimulator.engine.Timelines;
import dev.contactsimulator.eventlog.Connections;
import dev.contactsimulator.eventlog.PostgresEventLog;
import dev.contactsimulator.support.TestPostgres.Database;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The event log on a database, on its own. */
final class BenchmarkLog implements AutoCloseable {

    private final HikariDataSource pool = new HikariDataSource();
    private final PostgresEventLog log;

    /** On an empty database, or one that a simulator has: then this is another node. */
    BenchmarkLog(Database database) {
        Flyway.configure()
                .dataSource(database.url(), database.username(), database.password())
                .load()
                .migrate();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.username());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(10);
        log = new PostgresEventLog(
                pool,
                Connections.to(database.url(), database.username(), database.password()),
                ContactEventTypes.all());
        log.start();
    }

    PostgresEventLog log() {
        return log;
    }

    DataSource database() {
        return pool;
    }

    LogEventStorageEngine engine() {
        return new LogEventStorageEngine(log, "ChatContact");
    }

    Timelines timelines() {
        return Timelines.of(log);
    }

    @Override
    public void close() throws InterruptedException, SQLException {
        log.close();
        pool.close();
    }
}
