package dev.contactsimulator.engine;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;

/** The log as Axon's event store. It is followed by the log's own feeds, so Axon's event processors find nothing to track. */
public final class LogEventStore extends AbstractEventStore {

    private LogEventStore(Builder builder) {
        super(builder);
    }

    public static LogEventStore of(LogEventStorageEngine engine) {
        Builder builder = new Builder();
        builder.storageEngine(engine);
        return new LogEventStore(builder);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        throw new UnsupportedOperationException("the event log is followed by its own feeds");
    }

    private static final class Builder extends AbstractEventStore.Builder {}
}
