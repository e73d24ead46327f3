package dev.contactsimulator.eventlog;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/** Opens the connections that the log keeps for itself, outside any pool: one to append and one to listen. */
@FunctionalInterface
public interface Connections {

    /** A new connection, in autocommit. */
    Connection open() throws SQLException;

    /** Connections that notice a peer that is gone; a statement takes less than their 9 s. */
    static Connections to(String url, @Nullable String username, @Nullable String password) {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, username);
        PGProperty.PASSWORD.set(properties, password);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.CONNECT_TIMEOUT.set(properties, 5);
        PGProperty.SOCKET_TIMEOUT.set(properties, 9);
        PGProperty.APPLICATION_NAME.set(properties, "contact-simulator log");
        return () -> DriverManager.getConnection(url, properties);
    }
}
