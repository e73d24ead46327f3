package dev.contactsimulator.eventlog;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;

/** The log as Axon's event store. Its streams wake their processors as soon as an event is there. */
public final class LogEventStore extends AbstractEventStore {

    private final PostgresEventLog log;
    private final LogEventStorageEngine engine;

    private LogEventStore(Builder builder, PostgresEventLog log, LogEventStorageEngine engine) {
        super(builder);
        this.log = log;
        this.engine = engine;
    }

    public static LogEventStore of(PostgresEventLog log, LogEventStorageEngine engine) {
        Builder builder = new Builder();
        builder.storageEngine(engine);
        return new LogEventStore(builder, log, engine);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new LogEventStream(log.feed(LogEventStorageEngine.position(token)), engine, log.tail());
    }

    private static final class Builder extends AbstractEventStore.Builder {}
}
