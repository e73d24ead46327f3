package dev.contactsimulator.audit;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of the log in order, as PostgreSQL's binary COPY sends them: the number of columns, 2 bytes, then each column
 * after its length, 4 bytes.
 */
final class LogRows {

    private static final String COPY = """
            copy (select position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash
                  from event_log order by position)
            to stdout (format binary)
            """;

    /** Before the first row: a signature of 11 bytes, flags, and an extension without a length. */
    private static final int HEADER = 19;

    private static final int COLUMNS = 10;

    private final CopyOut copy;
    private boolean first = true;

    LogRows(Connection connection) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY);
    }

    /** The next rows, at most {@code max}; none at the end. */
    List<LogRow> next(int max) throws SQLException {
        List<LogRow> rows = new ArrayList<>(max);
        while (rows.size() < max) {
            LogRow row = next();
            if (row == null) break;
            rows.add(row);
        }
        return rows;
    }

    void cancel() throws SQLException {
        if (copy.isActive()) copy.cancelCopy();
    }

    private @Nullable LogRow next() throws SQLException {
        byte[] message = copy.isActive() ? copy.readFromCopy() : null;
        if (message == null) return null;
        int offset = first ? HEADER : 0;
        first = false;
        if (offset == message.length) return next();
        return ByteBuffer.wrap(message).getShort(offset) == COLUMNS ? new LogRow(message, offset) : next();
    }
}
