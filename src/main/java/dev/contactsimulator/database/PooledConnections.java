package dev.contactsimulator.database;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.postgresql.PGProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Pools of connections that give up on a server that does not respond. The server ends a statement that takes too long; if
 * it does not even do that, the socket times out a second later. Parameters of the URL have precedence for the socket.
 */
final class PooledConnections {

    private static final Duration MAX_WAIT = Duration.ofSeconds(3);
    private static final Duration MAX_VALIDATION = Duration.ofSeconds(1);
    private static final Duration MAX_CONNECT = Duration.ofSeconds(5);
    private static final Duration AFTER_STATEMENT = Duration.ofSeconds(1);
    private static final int MIN_IDLE = 1;

    private static final String LIMITS = """
            set statement_timeout = '%ds'; set lock_timeout = '5s'; set idle_in_transaction_session_timeout = '%ds'
            """;

    /** @param maxStatement how long a statement may take, and how long a client may leave a transaction idle */
    static HikariDataSource pool(JdbcConnectionDetails database, String name, int connections, Duration maxStatement) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl(database.getJdbcUrl());
        pool.setUsername(database.getUsername());
        pool.setPassword(database.getPassword());
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(MIN_IDLE);
        pool.setConnectionTimeout(MAX_WAIT.toMillis());
        pool.setValidationTimeout(MAX_VALIDATION.toMillis());
        pool.setConnectionInitSql(LIMITS.formatted(maxStatement.toSeconds(), maxStatement.toSeconds()));
        set(pool, PGProperty.CONNECT_TIMEOUT, MAX_CONNECT.toSeconds());
        set(pool, PGProperty.SOCKET_TIMEOUT, maxStatement.plus(AFTER_STATEMENT).toSeconds());
        set(pool, PGProperty.TCP_KEEP_ALIVE, true);
        set(pool, PGProperty.APPLICATION_NAME, "contact-simulator " + name);
        return pool;
    }

    private static void set(HikariDataSource pool, PGProperty property, Object value) {
        pool.addDataSourceProperty(property.getName(), value.toString());
    }

    private PooledConnections() {}
}
