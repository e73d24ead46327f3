package dev.contactsimulator.engine;

import java.util.List;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** The log as Axon's event store. It is followed by the log's own feeds, so Axon's event processors find nothing to track. */
final class LogEventStore extends AbstractEventStore {

    private LogEventStore(Builder builder) {
        super(builder);
    }

    static LogEventStore of(EventStorageEngine engine) {
        Builder builder = new Builder();
        builder.storageEngine(engine);
        return new LogEventStore(builder);
    }

    /** Appends the events of a command; when this returns they are durable. */
    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        super.prepareCommit(events);
        if (CurrentUnitOfWork.isStarted()
                && CurrentUnitOfWork.get().getMessage() instanceof ContactCommandMessage command) {
            command.recorded(events);
        }
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        throw new UnsupportedOperationException("the event log is followed by its own feeds");
    }

    private static final class Builder extends AbstractEventStore.Builder {}
}
