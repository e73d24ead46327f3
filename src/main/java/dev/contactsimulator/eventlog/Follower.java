package dev.contactsimulator.eventlog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log in order from a durable position, with one thread on each node. What its {@link Handler} writes and the
 * position change in one transaction, so each event counts once, whatever fails.
 *
 * <p>It is lazy: events are taken in memory as they come and written when a caller waits for them ({@link
 * #awaitCurrent}), when the handler is full, or when the oldest has been there for {@code lag}.
 */
public final class Follower implements AutoCloseable {

    /** What a follower does with the events. Used by one thread at a time. */
    public interface Handler {

        /**
         * Takes the next events in memory.
         *
         * @param reader a connection in autocommit, for what must be read
         */
        void take(List<RecordedEvent> events, Connection reader) throws SQLException;

        /** Whether so much was taken that it is to be written now. */
        default boolean isFull() {
            return false;
        }

        /** Writes what was taken, in the transaction that moves the position. */
        void write(Connection transaction) throws SQLException;

        /** Drops what was taken: it is written, or has to be taken again. */
        void discard();
    }

    /** On how many nodes a follower is active. */
    public enum Ownership {
        /** On each node; the first to write moves the position, and no node ever waits for another. For views. */
        SHARED,
        /** On one node at a time, which holds a lease. For what has an effect outside the database. */
        EXCLUSIVE
    }

    /**
     * How a follower works.
     *
     * @param name of its row in {@code follower_position}
     * @param lag how long an event may stay unwritten while no caller waits for it
     * @param maxWait how long {@link #awaitCurrent} waits
     */
    public record Options(String name, Ownership ownership, Duration lag, Duration maxWait) {}

    private static final Logger log = LoggerFactory.getLogger(Follower.class);

    private static final int MAX_BATCH_EVENTS = 5_000;
    private static final int MAX_BATCH_BYTES = 4 << 20;

    /** How long events are left with the feed, which has the latest at hand and reads older ones from the database. */
    private static final Duration TAKE_EVERY = Duration.ofMillis(50);

    /** How often one who waits looks whether another node has written. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private static final Duration MIN_BACKOFF = Duration.ofMillis(50);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);

    /** The server ends the transaction of a node that is paused, so that it holds no lock for longer. */
    private static final String LIMITS = """
            set local idle_in_transaction_session_timeout = '2s';
            set local lock_timeout = '5s';
            set local statement_timeout = '30s'
            """;

    private final Options options;
    private final EventLog events;
    private final DataSource database;
    private final Handler handler;
    private final FollowerPosition position;
    private final FollowerProgress progress = new FollowerProgress();
    private final UUID node = UUID.randomUUID();
    private @Nullable Thread thread;
    private OptionalLong token = OptionalLong.empty();
    private Duration backoff = MIN_BACKOFF;
    private boolean failing;
    private volatile boolean following;
    private volatile boolean closed;

    public Follower(Options options, EventLog events, DataSource database, Handler handler) {
        this.options = options;
        this.events = events;
        this.database = database;
        this.handler = handler;
        this.position = new FollowerPosition(options.name(), database);
    }

    /** @throws EventLogUnavailable if the database does not respond */
    public void start() {
        try {
            position.register();
        } catch (SQLException failure) {
            throw new EventLogUnavailable("the follower " + options.name() + " cannot start", failure);
        }
        thread = Thread.ofPlatform().name(options.name()).daemon().start(this::run);
    }

    /** Whether the follower works on this node, or waits for the lease that another node has. */
    public boolean isFollowing() {
        return following;
    }

    /** How many events of the log the follower has not written yet, on any node. */
    public long lag() throws SQLException {
        return position.gap().events();
    }

    /**
     * Waits until every event has been written that was in the log, by any node, when this was called.
     *
     * @throws FollowerBehind if that takes longer than {@code maxWait}
     */
    public void awaitCurrent() {
        try {
            FollowerPosition.Gap gap = position.gap();
            if (gap.isClosed()) return;
            LogPlace target = gap.end();
            events.head(); // tells the feed of this node what other nodes may have appended
            long deadline = System.nanoTime() + options.maxWait().toNanos();
            while (gap.follower().compareTo(target) < 0) {
                long left = deadline - System.nanoTime();
                if (left <= 0) throw new FollowerBehind(options.name(), gap.events(), options.maxWait());
                if (progress.await(target, Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())))) return;
                gap = position.gap();
            }
        } catch (SQLException failure) {
            throw new EventLogUnavailable("the position of " + options.name() + " cannot be read", failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new EventLogUnavailable("interrupted while waiting for " + options.name(), stop);
        }
    }

    private void run() {
        while (!closed) {
            try {
                follow();
            } catch (InterruptedException stop) {
                following = false;
                return;
            } catch (SQLException | RuntimeException failure) {
                if (closed) return;
                following = false;
                report(failure);
                if (!pause(backoff)) return;
                backoff = backoff.multipliedBy(2).compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
            } catch (Error failure) {
                log.error("event=program-ends reason=follower-failed follower={}", options.name(), failure);
                Runtime.getRuntime().halt(1);
            }
        }
    }

    /** The first failure of several is enough for the log. */
    private void report(Exception failure) {
        if (failure instanceof LogReset) {
            log.debug("event=follower-restarts follower={} reason=log-reset", options.name());
        } else if (!failing) {
            failing = true;
            log.error("event=follower-failing follower={} retryMillis={}", options.name(), backoff.toMillis(), failure);
        }
    }

    /** The follower has written, or has nothing to write. */
    private void recovered() {
        following = true;
        backoff = MIN_BACKOFF;
        if (failing) log.info("event=follower-recovered follower={}", options.name());
        failing = false;
    }

    private static boolean pause(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException stop) {
            return false;
        }
    }

    /** Works from the durable position on, until another node, a rebuild or a reset has moved it. */
    private void follow() throws SQLException, InterruptedException {
        handler.discard();
        if (!holdsLease()) {
            recovered();
            Thread.sleep(RENEW_EVERY);
            return;
        }
        FollowerPosition.State state = position.state();
        progress.moved(state.place());
        try (EventFeed feed = events.feed(state.place().position())) {
            if (!failing) following = true;
            while (!closed) {
                long last = gather(feed, state);
                if (last > 0) {
                    if (!write(last, state)) return;
                    state = state.moveTo(last);
                    progress.moved(state.place());
                }
                recovered();
                if (!holdsLease()) return;
            }
        }
    }

    private boolean holdsLease() throws SQLException {
        if (options.ownership() == Ownership.SHARED) return true;
        if (token.isPresent() && position.renew(token.getAsLong(), LEASE)) return true;
        token = position.claim(node, LEASE);
        return token.isPresent();
    }

    /**
     * Takes events as they come, for as long as no caller waits for them.
     *
     * @return the position of the last, or 0 if none came
     */
    private long gather(EventFeed feed, FollowerPosition.State state) throws SQLException, InterruptedException {
        Duration idle = options.ownership() == Ownership.SHARED ? IDLE : RENEW_EVERY;
        List<RecordedEvent> batch = feed.next(MAX_BATCH_EVENTS, MAX_BATCH_BYTES, idle);
        if (batch.isEmpty()) return 0;
        long due = System.nanoTime() + options.lag().toNanos();
        long last = take(batch, state);
        boolean wanted = false;
        long left = due - System.nanoTime();
        while (!wanted && left > 0 && !handler.isFull()) {
            if (batch.size() < MAX_BATCH_EVENTS) {
                wanted = progress.awaitDemand(Math.min(left, TAKE_EVERY.toNanos()));
            }
            batch = feed.next(MAX_BATCH_EVENTS, MAX_BATCH_BYTES, Duration.ZERO);
            if (!batch.isEmpty()) last = take(batch, state);
            left = due - System.nanoTime();
        }
        return last;
    }

    private long take(List<RecordedEvent> batch, FollowerPosition.State state) throws SQLException {
        try (Connection reader = database.getConnection()) {
            handler.take(batch, reader);
        } catch (IllegalStateException inconsistent) {
            // the tables are those of after a reset, the events of before it
            if (position.state().place().epoch() != state.place().epoch()) throw new LogReset();
            throw inconsistent;
        }
        return batch.getLast().position();
    }

    /** Writes what was taken, up to the event at {@code last}; false if the position is not where it was. */
    private boolean write(long last, FollowerPosition.State state) throws SQLException {
        try (Connection transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                try (Statement limits = transaction.createStatement()) {
                    limits.execute(LIMITS);
                }
                if (!position.move(transaction, state, last, token)) {
                    transaction.rollback();
                    return false;
                }
                handler.write(transaction);
                transaction.commit();
                handler.discard();
                return true;
            } catch (SQLException | RuntimeException failure) {
                transaction.rollback();
                throw failure;
            } finally {
                transaction.setAutoCommit(true);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running == null) return;
        running.interrupt();
        try {
            running.join();
            if (token.isPresent()) position.release(token.getAsLong());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (SQLException failure) {
            log.debug("event=lease-not-released follower={}", options.name(), failure);
        }
    }
}
