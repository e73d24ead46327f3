package dev.contactsimulator.eventlog;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Takes connections from a pool that give up on a server that no longer responds. */
final class BoundedConnections {

    /** Longer than any statement may take, so that only a lost server is given up. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(9);

    private BoundedConnections() {}

    /** A connection whose pool takes the bound off again when it is given back. */
    static Connection from(DataSource pool) throws SQLException {
        Connection connection = pool.getConnection();
        try {
            connection.setNetworkTimeout(Runnable::run, (int) SOCKET_TIMEOUT.toMillis());
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }
}
