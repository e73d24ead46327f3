package dev.contactsimulator.view;

import dev.contactsimulator.eventlog.EventFeed;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.LogReset;
import dev.contactsimulator.eventlog.Recorded;
import dev.contactsimulator.view.ViewPosition.Gap;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final Duration IDLE = Duration.ofSeconds(10);
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
        Place place = ViewPosition.gap(database).view();
        if (epoch >= 0 && place.epoch() != epoch) resetActions.forEach(Runnable::run);
        epoch = place.epoch();
        progress.moved(place);
        try (EventFeed feed = events.feed(place.position())) {
            following = true;
            while (!closed) {
                List<Recorded> batch = nextBatch(feed);
                if (batch.isEmpty()) continue;
                place = apply(batch, place);
                progress.moved(place);
            }
        } finally {
            following = false;
        }
    }

    /** Lets events gather for as long as nobody waits for them. */
    private List<Recorded> nextBatch(EventFeed feed) throws InterruptedException {
        List<Recorded> batch = feed.next(MAX_BATCH, IDLE);
        if (batch.isEmpty() || batch.size() == MAX_BATCH) return batch;
        progress.awaitDemand(lag);
        List<Recorded> all = new ArrayList<>(batch);
        all.addAll(feed.next(MAX_BATCH - batch.size(), Duration.ZERO));
        return all;
    }

    /** Another node may have written some or all of the events already; then these are passed over. */
    private Place apply(List<Recorded> batch, Place expected) throws SQLException {
        try (Connection transaction = database.getConnection()) {
            transaction.setAutoCommit(false);
            try {
                Place place = ViewPosition.lock(transaction);
                if (place.compareTo(expected) < 0 || place.epoch() != expected.epoch()) throw new LogReset();
                List<Recorded> rest = after(place.position(), batch);
                if (!rest.isEmpty()) {
                    fold.apply(transaction, rest);
                    place = place.moveTo(rest.getLast().position());
                    ViewPosition.move(transaction, place.position());
                }
                transaction.commit();
                return place;
            } catch (SQLException | RuntimeException failure) {
                transaction.rollback();
                throw failure;
            }
        }
    }

    private static List<Recorded> after(long position, List<Recorded> batch) {
        int done = Math.clamp(position + 1 - batch.getFirst().position(), 0, batch.size());
        return batch.subList(done, batch.size());
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
