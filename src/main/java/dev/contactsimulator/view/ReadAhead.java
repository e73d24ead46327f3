package dev.contactsimulator.view;

import dev.contactsimulator.eventlog.EventFeed;
import dev.contactsimulator.eventlog.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads and decodes the next batch of a feed while the one before is worked on. */
final class ReadAhead implements AutoCloseable {

    private static final int BATCH_EVENTS = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final EventFeed feed;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("contact-view-read-ahead").daemon().factory());
    private @Nullable Future<List<RecordedEvent>> ahead;

    ReadAhead(EventFeed feed) {
        this.feed = feed;
    }

    /**
     * The next events, at least one.
     *
     * @param last the position up to which the caller knows that the log goes
     */
    List<RecordedEvent> next(long last) throws InterruptedException {
        List<RecordedEvent> batch = result(ahead != null ? ahead : read());
        if (batch.isEmpty()) throw new IllegalStateException("the log ends before position " + last);
        ahead = batch.getLast().position() < last ? read() : null;
        return batch;
    }

    private Future<List<RecordedEvent>> read() {
        return reader.submit(() -> feed.next(BATCH_EVENTS, TIMEOUT));
    }

    private static List<RecordedEvent> result(Future<List<RecordedEvent>> reading) throws InterruptedException {
        try {
            return reading.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(failure.getCause());
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
        feed.close();
    }
}
