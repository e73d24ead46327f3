package dev.contactsimulator.view;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.Follower.Options;
import dev.contactsimulator.eventlog.Follower.Ownership;
import dev.contactsimulator.eventlog.FollowerBehind;
import java.time.Duration;
import javax.sql.DataSource;

/** Keeps the rows of {@code contact_view} up with the log; under load a row is written a few times a second at most. */
public final class ContactView implements AutoCloseable {

    static final String NAME = "contact_view";

    /** The table that triggers keep up with the attributes and tags of the rows, for searches. */
    static final String PAIRS = "contact_view_pair";

    private final Follower follower;

    /**
     * @param lag how long a row may be outdated while no query waits for it
     * @param maxWait how long a query waits for the view
     */
    public ContactView(EventLog events, DataSource database, Duration lag, Duration maxWait) {
        Options options = new Options(NAME, Ownership.SHARED, lag, maxWait);
        follower = new Follower(options, events, database, ContactFold.small(ContactRows.in(NAME)));
    }

    public void start() {
        follower.start();
    }

    public Follower follower() {
        return follower;
    }

    /**
     * Waits until the rows show every event that was in the log, by any node, when this was called.
     *
     * @throws FollowerBehind if that takes too long
     */
    void awaitCurrent() {
        follower.awaitCurrent();
    }

    @Override
    public void close() {
        follower.close();
    }
}
