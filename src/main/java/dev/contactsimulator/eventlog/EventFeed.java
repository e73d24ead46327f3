package dev.contactsimulator.eventlog;

import java.time.Duration;
import java.util.List;

/** A reader's place in the log. Never skips an event and never sees one twice. For one thread. */
public interface EventFeed extends AutoCloseable {

    /**
     * The next events, in order and without a hole.
     *
     * @return at most {@code max}, at least one unless the time is over
     * @throws LogReset once, if the log was emptied; the feed then begins anew at position 1
     * @throws EventLogUnavailable if the database does not answer; the feed keeps its place
     */
    List<RecordedEvent> next(int max, Duration timeout) throws InterruptedException;

    @Override
    void close();
}
