package dev.contactsimulator.eventlog;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of a part of the log, in order. They are read in pages, each with a statement and a snapshot of its own: a long
 * snapshot would keep every old version of the head, which makes appends slow. Nothing changes between the pages, since
 * rows are only ever added; a reset is noticed by the epoch. For one thread.
 */
public final class LogRows implements AutoCloseable {

    private static final int BATCH_ROWS = 2_000;
    private static final int BATCH_BYTES = 4 << 20;
    private static final int FIRST_PAGE_ROWS = 250;
    private static final int MAX_PAGE_ROWS = 10_000;

    private static final String PAGE = """
            copy (select position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash
                  from event_log
                  where %s position <= %d and exists (select from event_log_head where epoch = %d)
                  order by position)
            to stdout (format binary)
            """;

    /** Before the first row: a signature of 11 bytes, flags, and an extension without a length. */
    private static final int HEADER = 19;

    private static final int COLUMNS = 10;

    private final DataSource database;
    private final int epoch;
    private final long last;
    private long end;
    private boolean first;
    private int pageRows = FIRST_PAGE_ROWS;
    private @Nullable Page page;

    private LogRows(DataSource database, int epoch, boolean fromFirst, long after, long last) {
        this.database = database;
        this.epoch = epoch;
        this.first = fromFirst;
        this.end = after;
        this.last = last;
    }

    /** The rows up to a position, from the first one on, even if its position is none that an event can have. */
    public static LogRows upTo(LogPlace last, DataSource database) {
        return new LogRows(database, last.epoch(), true, 0, last.position());
    }

    /** The rows after a position, up to another. */
    public static LogRows between(long after, LogPlace last, DataSource database) {
        return new LogRows(database, last.epoch(), false, after, last.position());
    }

    /**
     * The next rows, at most {@value #BATCH_ROWS}, and in not much more than {@value #BATCH_BYTES} bytes; none at the end.
     *
     * @throws TimelineEnded if the log was reset since it was in the epoch that was asked for
     */
    public List<LogRow> next() throws SQLException {
        while (page != null || first || end < last) {
            if (page == null) page = nextPage();
            List<LogRow> rows = page.next();
            if (!rows.isEmpty()) return rows;
            page.close();
            requireEpoch(page);
            pageRows = page.rowsThatFit();
            page = null;
        }
        return List.of();
    }

    private Page nextPage() throws SQLException {
        String after = first ? "" : "position > " + end + " and";
        end = Math.min(last, end + pageRows);
        first = false;
        return new Page(BoundedConnections.from(database), PAGE.formatted(after, end, epoch));
    }

    /** A page without rows is one of a log with a gap, or of another epoch. */
    private void requireEpoch(Page read) throws SQLException {
        if (read.rows > 0) return;
        try (Connection connection = BoundedConnections.from(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select epoch from event_log_head")) {
            if (!row.next() || row.getInt(1) != epoch) throw new TimelineEnded();
        }
    }

    @Override
    public void close() throws SQLException {
        if (page != null) page.close();
        page = null;
    }

    /** What one statement returns. It is running until its last row has been read. */
    private static final class Page implements AutoCloseable {

        private final Connection connection;
        private final CopyOut copy;
        private boolean begun;
        private long rows;
        private long bytes;

        Page(Connection connection, String sql) throws SQLException {
            this.connection = connection;
            try {
                copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        }

        List<LogRow> next() throws SQLException {
            List<LogRow> batch = new ArrayList<>();
            int batchBytes = 0;
            while (batch.size() < BATCH_ROWS && batchBytes < BATCH_BYTES) {
                LogRow row = nextRow();
                if (row == null) break;
                batch.add(row);
                batchBytes += row.bytes().length;
            }
            rows += batch.size();
            bytes += batchBytes;
            return batch;
        }

        private @Nullable LogRow nextRow() throws SQLException {
            byte[] message = copy.isActive() ? copy.readFromCopy() : null;
            if (message == null) return null;
            int offset = begun ? 0 : HEADER;
            begun = true;
            if (offset == message.length) return nextRow();
            return ByteBuffer.wrap(message).getShort(offset) == COLUMNS ? new LogRow(message, offset) : nextRow();
        }

        /** How many rows fill a batch if they are as large as these. */
        int rowsThatFit() {
            return Math.clamp(BATCH_BYTES * rows / Math.max(1, bytes), FIRST_PAGE_ROWS, MAX_PAGE_ROWS);
        }

        @Override
        public void close() throws SQLException {
            try (connection) {
                if (copy.isActive()) copy.cancelCopy();
            }
        }
    }
}
