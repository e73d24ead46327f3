package dev.contactsimulator.eventlog;

import java.time.Duration;
import java.util.List;

/** A reader's place in the log. Never skips an event and never sees one twice. For one thread. */
public interface EventFeed extends AutoCloseable {

    /** The bytes of a batch for which its reader sets no bound. */
    int DEFAULT_BYTES = 4 << 20;

    /**
     * The next events, in order and without a gap.
     *
     * @param maxBytes of data and metadata together, but one event at least
     * @return at most {@code maxEvents}, at least one unless the time is over
     * @throws TimelineEnded once, if the log was reset or went back; the feed then begins again at position 1
     * @throws EventLogUnavailable if the database does not answer; the feed keeps its place
     */
    List<RecordedEvent> next(int maxEvents, int maxBytes, Duration timeout) throws InterruptedException;

    /** The next events, in at most {@value #DEFAULT_BYTES} bytes. */
    default List<RecordedEvent> next(int maxEvents, Duration timeout) throws InterruptedException {
        return next(maxEvents, DEFAULT_BYTES, timeout);
    }

    @Override
    void close();
}
