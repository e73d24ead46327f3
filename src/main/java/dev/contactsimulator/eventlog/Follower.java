package dev.contactsimulator.eventlog;

import java.sql.Connection;
import java.sql.SQLException;
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

        /** How many events a handler is given at once, so that it may read a row for each of them. */
        int MAX_EVENTS = 250;

        /** Called before the first events after a durable position are given: at the start, after a failure or a reset. */
        default void begin() {}

        /**
         * Takes the next events in memory.
         *
         * @param events at most {@value #MAX_EVENTS}
         * @param reader a connection in autocommit, for what must be read
         */
        void take(List<RecordedEvent> events, Connection reader) throws SQLException;

        /** Whether so much was taken that it is to be written now. Asked before each {@link #take}. */
        default boolean isFull() {
            return false;
        }

        /** Called before the transaction of {@link #write} begins, for what should be over by then; takes a second at most. */
        default void beforeWrite() throws InterruptedException {}

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
    private static final Duration MAX_CLOSING = Duration.ofSeconds(10);

    private final Options options;
    private final EventLog events;
    private final DataSource database;
    private final Handler handler;
    private final FollowerPosition position;
    private final FollowerProgress progress = new FollowerProgress();
    private final UUID node = UUID.randomUUID();
    private @Nullable Thread thread;
    private OptionalLong token = OptionalLong.empty();
    private long renewedAt;
    private int epoch = -1;
    private List<RecordedEvent> untaken = List.of();
    private boolean moreAtHand;
    private Duration backoff = MIN_BACKOFF;
    private boolean failing;
    private volatile boolean following;
    private volatile long activeUntil = System.nanoTime();
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

    public String name() {
        return options.name();
    }

    /** Whether the follower works on this node, or waits for the lease that another node has. */
    public boolean isFollowing() {
        return following;
    }

    /** Whether this node has the lease, which cannot have expired. For what has an effect outside the database. */
    public boolean isActive() {
        return !closed && activeUntil - System.nanoTime() > 0;
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
            events.head(); // tells this node what others have appended, and whether the log has gone back
            Timeline timeline = events.timeline();
            long deadline = System.nanoTime() + options.maxWait().toNanos();
            while (gap.follower().compareTo(target) < 0) {
                long left = deadline - System.nanoTime();
                if (left <= 0) throw new FollowerBehind(options.name(), gap.events(), options.maxWait());
                if (progress.await(timeline, target, Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())))) return;
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
            } catch (TimelineEnded ended) {
                if (!pause(MIN_BACKOFF)) return;
            } catch (SQLException | RuntimeException failure) {
                if (closed) return;
                if (!isOfAnEarlierLog()) report(failure);
                if (!pause(backoff)) return;
                backoff = backoff.multipliedBy(2).compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
            } catch (Error failure) {
                log.error("event=program-ends reason=follower-failed follower={}", options.name(), failure);
                Runtime.getRuntime().halt(1);
            }
        }
    }

    /** Whether the log was reset meanwhile: the events are of before, the tables of after. */
    private boolean isOfAnEarlierLog() {
        try {
            return epoch >= 0 && position.state().place().epoch() != epoch;
        } catch (SQLException | RuntimeException unknown) {
            return false;
        }
    }

    /** The first failure of several is enough for the log. */
    private void report(Exception failure) {
        following = false;
        if (failing) return;
        failing = true;
        log.error("event=follower-failing follower={} retryMillis={}", options.name(), backoff.toMillis(), failure);
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
        untaken = List.of();
        if (!claimsLease()) {
            recovered();
            Thread.sleep(RENEW_EVERY);
            return;
        }
        position.gap().check(options.name());
        handler.begin();
        Timeline timeline = events.timeline();
        FollowerPosition.State state = position.state();
        epoch = state.place().epoch();
        progress.moved(timeline, state.place());
        try (EventFeed feed = events.feed(state.place())) {
            if (!failing) following = true;
            while (!closed && keepsLease()) {
                RecordedEvent last = gather(feed);
                if (last != null) {
                    handler.beforeWrite();
                    if (!write(last, state)) {
                        events.head(); // the log may have gone back
                        return;
                    }
                    state = state.moveTo(last.position());
                    progress.moved(timeline, state.place());
                }
                recovered();
            }
        }
    }

    private boolean claimsLease() throws SQLException {
        if (options.ownership() == Ownership.SHARED) return true;
        renewedAt = System.nanoTime();
        token = position.claim(node, LEASE);
        activeUntil = renewedAt + (token.isPresent() ? LEASE.toNanos() : 0);
        return token.isPresent();
    }

    /** Renews the lease when it is time; false if another node has it. */
    private boolean keepsLease() throws SQLException {
        if (token.isEmpty() || System.nanoTime() - renewedAt < RENEW_EVERY.toNanos()) return true;
        renewedAt = System.nanoTime();
        boolean renewed = position.renew(token.getAsLong(), LEASE);
        activeUntil = renewedAt + (renewed ? LEASE.toNanos() : 0);
        return renewed;
    }

    /**
     * Takes events as they come, for as long as no caller waits for them.
     *
     * @return the last, or null if none came
     */
    private @Nullable RecordedEvent gather(EventFeed feed) throws SQLException, InterruptedException {
        RecordedEvent last = take(feed, options.ownership() == Ownership.SHARED ? IDLE : RENEW_EVERY);
        if (last == null) return null;
        long due = System.nanoTime() + options.lag().toNanos();
        boolean wanted = false;
        long left = options.lag().toNanos();
        while (!wanted && left > 0 && !handler.isFull() && keepsLease()) {
            if (!moreAtHand) wanted = progress.awaitDemand(Math.min(left, TAKE_EVERY.toNanos()));
            RecordedEvent later = take(feed, Duration.ZERO);
            if (later != null) last = later;
            left = due - System.nanoTime();
        }
        return last;
    }

    /**
     * Takes the next batch, or as much of it as the handler has room for; the rest is taken after the handler has written.
     *
     * @return the last event, or null if there was none
     */
    private @Nullable RecordedEvent take(EventFeed feed, Duration timeout) throws SQLException, InterruptedException {
        if (untaken.isEmpty()) {
            untaken = feed.next(MAX_BATCH_EVENTS, MAX_BATCH_BYTES, timeout);
            moreAtHand = isLarge(untaken);
            if (untaken.isEmpty()) return null;
        }
        RecordedEvent last = null;
        try (Connection reader = BoundedConnections.from(database)) {
            while (!untaken.isEmpty() && !handler.isFull()) {
                int slice = Math.min(Handler.MAX_EVENTS, untaken.size());
                handler.take(untaken.subList(0, slice), reader);
                last = untaken.get(slice - 1);
                untaken = untaken.subList(slice, untaken.size());
            }
        }
        return last;
    }

    /** Whether a batch is so near to its bounds that there are more events to be expected. */
    private static boolean isLarge(List<RecordedEvent> batch) {
        if (batch.size() >= MAX_BATCH_EVENTS / 2) return true;
        return batch.stream().mapToLong(RecordedEvent::bytes).sum() >= MAX_BATCH_BYTES / 2;
    }

    /** Writes what was taken, up to the event {@code last}; false if the position is not where it was, or the event not there. */
    private boolean write(RecordedEvent last, FollowerPosition.State state) throws SQLException {
        // What is not committed when the connection is given back is rolled back.
        try (Connection transaction = BoundedConnections.from(database)) {
            transaction.setAutoCommit(false);
            if (!position.move(transaction, state, last, token)) {
                transaction.rollback();
                return false;
            }
            handler.write(transaction);
            transaction.commit();
            handler.discard();
            return true;
        }
    }

    /** Stops the thread and leaves the lease to the other nodes. */
    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running == null) return;
        running.interrupt();
        try {
            if (running.join(MAX_CLOSING) && token.isPresent()) position.release(token.getAsLong());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (SQLException failure) {
            log.debug("event=lease-not-released follower={}", options.name(), failure);
        }
    }
}
