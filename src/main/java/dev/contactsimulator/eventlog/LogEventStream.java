package dev.contactsimulator.eventlog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/**
 * A feed as Axon's processors want it. If the log is emptied it throws {@link LogReset}, and so does every stream that
 * is opened with a token beyond the end: the processor's token is to be reset then.
 */
final class LogEventStream implements TrackingEventStream {

    private static final int MAX_AHEAD = 500;

    private final EventFeed feed;
    private final LogEventStorageEngine engine;
    private final Tail tail;
    private final Queue<Recorded> ahead = new ArrayDeque<>();
    private @Nullable Runnable callback;

    LogEventStream(EventFeed feed, LogEventStorageEngine engine, Tail tail) {
        this.feed = feed;
        this.engine = engine;
        this.tail = tail;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return hasNextAvailable() ? Optional.of(engine.trackedMessage(ahead.element())) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (ahead.isEmpty()) ahead.addAll(feed.next(MAX_AHEAD, Duration.of(timeout, unit.toChronoUnit())));
        return !ahead.isEmpty();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.HOURS)) {}
        return engine.trackedMessage(ahead.remove());
    }

    @Override
    public boolean setOnAvailableCallback(Runnable onAvailable) {
        stopCalling();
        callback = onAvailable;
        tail.addListener(onAvailable);
        onAvailable.run();
        return true;
    }

    @Override
    public void close() {
        stopCalling();
        feed.close();
    }

    private void stopCalling() {
        if (callback != null) tail.removeListener(callback);
    }
}
