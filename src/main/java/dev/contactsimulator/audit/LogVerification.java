package dev.contactsimulator.audit;

import dev.contactsimulator.eventlog.EventHash;
import dev.contactsimulator.eventlog.Head;
import dev.contactsimulator.eventlog.LogPlace;
import dev.contactsimulator.eventlog.LogRow;
import dev.contactsimulator.eventlog.LogRows;
import dev.contactsimulator.eventlog.StoredStateCheck;
import dev.contactsimulator.eventlog.TimelineEnded;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Computes the hash of every event again and compares ({@link EventHash}). Someone who can rewrite the whole log
 * and its head can make the verification pass. To detect this, keep a head elsewhere and verify the log against it.
 *
 * <p>It verifies the log up to the head as it is when it begins, while events are appended, and holds no snapshot and no
 * lock for longer than a page of rows ({@link LogRows}).
 */
public final class LogVerification {

    /** Each has a batch of rows, and one more batch is being read: what is in memory is bounded. */
    private static final int MAX_DIGESTING_THREADS = 4;

    private static final String END = """
            select epoch, head.position, hash, (select min(position) from event_log where position > head.position)
            from event_log_head head
            """;

    private final DataSource database;
    private final StoredStateCheck states;

    /** For a log whose events carry no states. */
    public LogVerification(DataSource database) {
        this(database, (contact, sequence) -> true);
    }

    public LogVerification(DataSource database, StoredStateCheck states) {
        this.database = database;
        this.states = states;
    }

    /** @throws TimelineEnded if the log is reset meanwhile */
    public Verification verify() throws InterruptedException {
        return verify(null);
    }

    /**
     * @param remembered a head of this log that was kept elsewhere
     * @throws TimelineEnded if the log is reset meanwhile
     */
    public Verification verify(@Nullable Head remembered) throws InterruptedException {
        long start = System.nanoTime();
        try {
            End end = end();
            HashChain chain = new HashChain(end.head(), remembered, states);
            verifyRows(end, chain);
            chain.end(afterHead(end));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Verification(chain.events(), took, end.head(), chain.flaws());
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException("the event log could not be verified", e);
        }
    }

    private void verifyRows(End end, HashChain chain) throws SQLException, ExecutionException, InterruptedException {
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), MAX_DIGESTING_THREADS);
        try (LogRows rows = LogRows.upTo(end.place(), database);
                ExecutorService digesting = Executors.newFixedThreadPool(threads)) {
            Queue<Future<Batch>> batches = new ArrayDeque<>();
            List<LogRow> next = rows.next();
            while (!chain.isFull() && (!next.isEmpty() || !batches.isEmpty())) {
                if (!next.isEmpty()) {
                    List<LogRow> digested = next;
                    batches.add(digesting.submit(() -> Batch.of(digested)));
                    next = rows.next();
                }
                if (batches.size() > threads || next.isEmpty()) {
                    Batch batch = batches.remove().get();
                    for (int i = 0; i < batch.rows().size(); i++) {
                        chain.add(batch.rows().get(i), batch.digests().get(i));
                    }
                }
            }
        }
    }

    private @Nullable LogRow afterHead(End end) throws SQLException {
        if (end.afterHead() == null) return null;
        LogPlace place = new LogPlace(end.place().epoch(), end.afterHead());
        try (LogRows rows = LogRows.between(place.position() - 1, place, database)) {
            List<LogRow> row = rows.next();
            return row.isEmpty() ? null : row.getFirst();
        }
    }

    /**
     * The end of the log at one moment.
     *
     * @param afterHead the position of the first event that should not be there
     */
    private record End(LogPlace place, Head head, @Nullable Long afterHead) {}

    private End end() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(END)) {
            if (!row.next()) throw new SQLException("the event log has no head");
            LogPlace place = new LogPlace(row.getInt(1), row.getLong(2));
            return new End(place, new Head(place.position(), row.getBytes(3)), row.getObject(4, Long.class));
        }
    }

    private record Batch(List<LogRow> rows, List<byte[]> digests) {

        static Batch of(List<LogRow> rows) {
            EventHash hash = new EventHash();
            return new Batch(rows, rows.stream().map(row -> row.digest(hash)).toList());
        }
    }
}
