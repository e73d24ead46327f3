package dev.contactsimulator.view;

import dev.contactsimulator.eventlog.EventFeed;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.LogReset;
import dev.contactsimulator.eventlog.RecordedEvent;
import dev.contactsimulator.view.ViewPosition.Gap;
import dev.contactsimulator.view.ViewPosition.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rows of the contacts up with the log: one thread on each node, which take turns on one database.
 *
 * <p>It is lazy. Rows are written when a query waits for them, or when the oldest event that they lack has been there for
 * {@code lag}; so under load a row is written some times a second, however many messages its chat has. A query waits
 * until the rows hold all that was in the log when it came ({@link #awaitCurrent}), and notices nothing of the laziness.
 */
public final class ContactView implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ContactView.class);
    private static final int MAX_BATCH = 5_000;
    private static final int MAX_ROWS = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(10);

    /** How long events are left with the feed, which has the latest at hand and reads older ones from the database. */
    private static final Duration TAKE_EVERY = Duration.ofMillis(50);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final EventLog events;
    private final DataSource database;
    private final Duration lag;
    private final Duration maxWait;
    private final ContactFold fold = new ContactFold(ContactRows.in("contact_view"));
    private final ViewProgress progress = new ViewProgress();
    private final List<Runnable> resetActions = new CopyOnWriteArrayList<>();
    private long epoch = -1;
    private @Nullable Thread writer;
    private volatile boolean following;
    private volatile boolean closed;

    /**
     * @param lag how long an event may wait for company before it is written, if nobody asks for it
     * @param maxWait how long a query waits for the view
     */
    public ContactView(EventLog events, DataSource database, Duration lag, Duration maxWait) {
        this.events = events;
        this.database = database;
        this.lag = lag;
        this.maxWait = maxWait;
    }

    /** Has {@code action} run on this node whenever any node has emptied the log. */
    public void onReset(Runnable action) {
        resetActions.add(action);
    }

    public void start() {
        writer = Thread.ofPlatform().name("contact-view").daemon().start(this::run);
    }

    /** Whether the view is being written on this node: the log and the database answer. */
    public boolean isFollowing() {
        return following;
    }

    /**
     * Waits until the rows hold every event that was in the log, by any node, when this was called.
     *
     * @throws ViewBehind if that takes too long
     */
    void awaitCurrent() {
        try {
            Gap gap = ViewPosition.gap(database);
            if (gap.isClosed()) return;
            events.head(); // tells the feed of this node what other nodes may have appended
            if (progress.await(gap.end(), maxWait)) return;
            Gap rest = ViewPosition.gap(database);
            throw new ViewBehind(rest.head() - rest.view().position(), maxWait);
        } catch (SQLException failure) {
            throw new IllegalStateException("the contact view cannot be read", failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the contact view", stop);
        }
    }

    private void run() {
        while (!closed) {
            try {
                follow();
            } catch (LogReset reset) {
                log.info("event=contact-view-begins-anew reason=log-emptied");
            } catch (InterruptedException stop) {
                return;
            } catch (SQLException | RuntimeException failure) {
                if (closed) return;
                log.error("event=contact-view-not-written retryMillis={}", PAUSE_AFTER_FAILURE.toMillis(), failure);
                if (!pause()) return;
            }
        }
    }

    private void follow() throws SQLException, InterruptedException {
        try {
            while (!closed) followUntilRebuilt();
        } finally {
            following = false;
        }
    }

    private void followUntilRebuilt() throws SQLException, InterruptedException {
        fold.clear();
        State state = ViewPosition.state(database);
        if (epoch >= 0 && state.place().epoch() != epoch) resetActions.forEach(Runnable::run);
        epoch = state.place().epoch();
        progress.moved(state.place());
        try (EventFeed feed = events.feed(state.place().position())) {
            following = true;
            while (!closed && state != null) {
                long last = gather(feed);
                if (last > 0) state = write(last, state);
                if (state != null) progress.moved(state.place());
            }
        }
    }

    /**
     * Folds events as they come, for as long as nobody waits for their rows.
     *
     * @return the position of the last, or 0 if none came
     */
    private long gather(EventFeed feed) throws SQLException, InterruptedException {
        List<RecordedEvent> batch = feed.next(MAX_BATCH, IDLE);
        if (batch.isEmpty()) return 0;
        long due = System.nanoTime() + lag.toNanos();
        long last = fold(batch);
        long left = due - System.nanoTime();
        boolean wanted = false;
        while (!wanted && left > 0 && fold.size() < MAX_ROWS) {
            if (batch.size() < MAX_BATCH) wanted = progress.awaitDemand(Math.min(left, TAKE_EVERY.toNanos()));
            batch = feed.next(MAX_BATCH, Duration.ZERO);
            if (!batch.isEmpty()) last = fold(batch);
            left = due - System.nanoTime();
        }
        return last;
    }

    private long fold(List<RecordedEvent> batch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            fold.add(connection, batch);
        } catch (IllegalStateException noSuchRow) {
            if (ViewPosition.state(database).place().epoch() != epoch) throw new LogReset();
            throw noSuchRow;
        }
        return batch.getLast().position();
    }

    /**
     * Writes the rows as they are after the event at {@code last}, unless another node has done so.
     *
     * @return null if a rebuild has replaced the rows since: what was folded goes back to the old ones
     */
    private @Nullable State write(long last, State expected) throws SQLException {
        try (Connection transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                State state = ViewPosition.lock(transaction);
                if (state.place().compareTo(expected.place()) < 0
                        || state.place().epoch() != expected.place().epoch()) throw new LogReset();
                if (state.rebuilds() != expected.rebuilds()) {
                    transaction.rollback();
                    return null;
                }
                if (state.place().position() < last) {
                    fold.save(transaction);
                    ViewPosition.move(transaction, last);
                    state = state.moveTo(last);
                }
                transaction.commit();
                fold.clear();
                return state;
            } catch (SQLException | RuntimeException failure) {
                transaction.rollback();
                throw failure;
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
            return true;
        } catch (InterruptedException stop) {
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread thread = writer;
        if (thread == null) return;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
