package dev.contactsimulator.audit;

import dev.contactsimulator.audit.Flaw.Kind;
import dev.contactsimulator.eventlog.EventHash;
import dev.contactsimulator.eventlog.Head;
import dev.contactsimulator.eventlog.StoredStateCheck;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Computes the hash of every event again and compares ({@link EventHash}). Someone who can rewrite the whole log
 * and its head can make the verification pass. To detect this, keep a head elsewhere and verify the log against it.
 */
public final class LogVerification {

    private static final int BATCH = 2_000;

    private final DataSource dataSource;
    private final StoredStateCheck states;

    /** For a log whose events carry no states. */
    public LogVerification(DataSource dataSource) {
        this(dataSource, (contact, sequence) -> true);
    }

    public LogVerification(DataSource dataSource, StoredStateCheck states) {
        this.dataSource = dataSource;
        this.states = states;
    }

    public Verification verify() throws InterruptedException {
        return verify(null);
    }

    /** @param remembered a head of this log that was kept elsewhere */
    public Verification verify(@Nullable Head remembered) throws InterruptedException {
        long start = System.nanoTime();
        int processors = Runtime.getRuntime().availableProcessors();
        try (Connection connection = dataSource.getConnection();
                ExecutorService digesting = Executors.newFixedThreadPool(processors)) {
            connection.setAutoCommit(false);
            Head head = head(connection);
            LogRows rows = new LogRows(connection);
            Chain chain = new Chain(head, remembered, states);
            Queue<Future<Batch>> batches = new ArrayDeque<>();
            List<LogRow> next = rows.next(BATCH);
            while (chain.flaw == null && (!next.isEmpty() || !batches.isEmpty())) {
                if (!next.isEmpty()) {
                    List<LogRow> digested = next;
                    batches.add(digesting.submit(() -> Batch.of(digested)));
                    next = rows.next(BATCH);
                }
                if (batches.size() > processors || next.isEmpty())
                    chain.add(batches.remove().get());
            }
            rows.cancel();
            connection.rollback();
            return new Verification(
                    chain.events, Duration.ofNanos(System.nanoTime() - start), head, chain.flawUpToEnd());
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException("the event log could not be verified", e);
        }
    }

    /** Begins a snapshot, so that head and rows are of the same moment; the order must not cost a sort. */
    private static Head head(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "set transaction isolation level repeatable read, read only; set local enable_sort = off");
            try (ResultSet row = statement.executeQuery("select position, hash from event_log_head")) {
                row.next();
                return new Head(row.getLong(1), row.getBytes(2));
            }
        }
    }

    private record Batch(List<LogRow> rows, List<byte[]> digests) {

        static Batch of(List<LogRow> rows) {
            EventHash hash = new EventHash();
            return new Batch(rows, rows.stream().map(row -> row.digest(hash)).toList());
        }
    }

    /** The checks that need the events in order. */
    private static final class Chain {

        private final Head head;
        private final @Nullable Head remembered;
        private final StoredStateCheck states;
        private final EventHash hash = new EventHash();
        private final ContactSequences sequences = new ContactSequences();
        private byte[] last = EventHash.beginning();
        private long events;
        private @Nullable Flaw flaw;

        Chain(Head head, @Nullable Head remembered, StoredStateCheck states) {
            this.states = states;
            this.head = head;
            this.remembered = remembered;
        }

        void add(Batch batch) {
            for (int i = 0; i < batch.rows().size() && flaw == null; i++) {
                flaw = flaw(batch.rows().get(i), batch.digests().get(i));
                if (flaw == null) events++;
            }
        }

        private @Nullable Flaw flaw(LogRow row, byte[] digest) {
            long position = events + 1;
            if (row.position() < position) return new Flaw(row.position(), Kind.ALTERED);
            if (position > head.position()) return new Flaw(position, Kind.AFTER_HEAD);
            if (row.position() > position) return new Flaw(position, Kind.MISSING);
            last = hash.next(last, position, digest);
            if (!row.hasHash(last)) return new Flaw(position, Kind.ALTERED);
            if (!sequences.advance(row.contactIdHigh(), row.contactIdLow(), row.sequence())) {
                return new Flaw(position, Kind.OUT_OF_SEQUENCE);
            }
            if (!states.passes(new UUID(row.contactIdHigh(), row.contactIdLow()), row.sequence())) {
                return new Flaw(position, Kind.WRONG_STATE);
            }
            return isNotRemembered(position) ? new Flaw(position, Kind.NOT_AS_REMEMBERED) : null;
        }

        private boolean isNotRemembered(long position) {
            return remembered != null && remembered.position() == position && !Arrays.equals(remembered.hash(), last);
        }

        Optional<Flaw> flawUpToEnd() {
            if (flaw != null) return Optional.of(flaw);
            if (events < head.position()) return Optional.of(new Flaw(events + 1, Kind.TRUNCATED));
            if (!Arrays.equals(last, head.hash())) return Optional.of(new Flaw(events, Kind.HEAD_ALTERED));
            if (remembered != null && events < remembered.position()) {
                return Optional.of(new Flaw(events + 1, Kind.TRUNCATED));
            }
            return Optional.empty();
        }
    }
}
