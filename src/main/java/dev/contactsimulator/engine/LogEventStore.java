package dev.contactsimulator.engine;

import java.util.List;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** The log as Axon's event store. It is followed by the log's own feeds, so Axon's event processors find nothing to track. */
final class LogEventStore extends AbstractEventStore {

    private final StoredStates states;

    private LogEventStore(Builder builder, StoredStates states) {
        super(builder);
        this.states = states;
    }

    static LogEventStore of(EventStorageEngine engine, StoredStates states) {
        Builder builder = new Builder();
        builder.storageEngine(engine);
        return new LogEventStore(builder, states);
    }

    /** Appends the events of a command; when this returns they are durable. */
    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        if (CurrentUnitOfWork.isStarted()
                && CurrentUnitOfWork.get().getMessage() instanceof ContactCommandMessage command) {
            List<? extends DomainEventMessage<?>> stored = states.attach(command.contact(), ofContact(events));
            super.prepareCommit(stored);
            command.recorded(stored);
        } else {
            super.prepareCommit(events);
        }
    }

    private static List<? extends DomainEventMessage<?>> ofContact(List<? extends EventMessage<?>> events) {
        return events.stream().map(event -> (DomainEventMessage<?>) event).toList();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        throw new UnsupportedOperationException("the event log is followed by its own feeds");
    }

    private static final class Builder extends AbstractEventStore.Builder {}
}
