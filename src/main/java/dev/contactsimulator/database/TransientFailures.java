package dev.contactsimulator.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.hibernate.exception.JDBCConnectionException;
import org.jspecify.annotations.Nullable;

/** Failures of the database's connections, after which a retry of the same request may succeed. */
public final class TransientFailures {

    /** Whether this exception is one; its causes are not examined. */
    public static boolean isTransient(Throwable failure) {
        return switch (failure) {
            case SQLTransientException _, SQLRecoverableException _, JDBCConnectionException _ -> true;
            case SQLException broken -> isLostConnection(broken.getSQLState()) || isOverload(broken.getSQLState());
            default -> false;
        };
    }

    /** Connection exceptions (class 08) and a server that is shutting down, crashed or still starting (57P01 to 57P03). */
    private static boolean isLostConnection(@Nullable String sqlState) {
        return sqlState != null && (sqlState.startsWith("08") || sqlState.startsWith("57P"));
    }

    /** No room or no connections left (class 53), a statement that took too long (57014), or a lock (55P03). */
    private static boolean isOverload(@Nullable String sqlState) {
        return sqlState != null && (sqlState.startsWith("53") || sqlState.equals("57014") || sqlState.equals("55P03"));
    }

    private TransientFailures() {}
}
