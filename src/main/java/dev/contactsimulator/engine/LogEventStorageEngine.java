package dev.contactsimulator.engine;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.NewEvent;
import dev.contactsimulator.eventlog.RecordedEvent;
import dev.contactsimulator.eventlog.SequenceConflict;
import dev.contactsimulator.eventlog.StoredEvent;
import dev.contactsimulator.eventlog.Timeline;
import dev.contactsimulator.eventlog.TimelineEnded;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * The log as Axon's storage engine. An aggregate is a contact, its identifier the contact's id, its type always the
 * same. An append is its own transaction and durable when it returns, so all events of one unit of work must be of one
 * contact.
 */
public final class LogEventStorageEngine implements EventStorageEngine {

    private static final int PAGE = 500;

    private final EventLog log;
    private final String aggregateType;
    private final Function<EventMessage<?>, Instant> timeOf;

    /** Events are kept with the time that Axon has given them. */
    public LogEventStorageEngine(EventLog log, String aggregateType) {
        this(log, aggregateType, EventMessage::getTimestamp);
    }

    /** @param timeOf says when an event happened, if its payload has that time; Axon reads a clock */
    public LogEventStorageEngine(EventLog log, String aggregateType, Function<EventMessage<?>, Instant> timeOf) {
        this.log = log;
        this.aggregateType = aggregateType;
        this.timeOf = timeOf;
    }

    /**
     * @throws ConcurrencyException if another command has continued the contact in the meantime
     * @throws TimelineEnded if the log is not on the timeline any more that the command was decided on
     */
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        try {
            log.append(timeline(), events.stream().map(this::newEvent).toList());
        } catch (SequenceConflict e) {
            throw new ConcurrencyException(e.getMessage(), e);
        }
    }

    private Timeline timeline() {
        boolean ofContact =
                CurrentUnitOfWork.isStarted() && CurrentUnitOfWork.get().getMessage() instanceof ContactCommandMessage;
        return ofContact ? ((ContactCommandMessage) CurrentUnitOfWork.get().getMessage()).timeline() : log.timeline();
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("contacts have no snapshots");
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty();
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return new ContactEvents(UUID.fromString(aggregateIdentifier), (int) firstSequenceNumber);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException("the event log is followed by its own feeds");
    }

    private DomainEventMessage<?> domainMessage(RecordedEvent event) {
        return new GenericDomainEventMessage<>(
                aggregateType,
                event.contactId().toString(),
                event.sequence(),
                event.payload(),
                event.metadata(),
                event.eventId().toString(),
                event.at());
    }

    private NewEvent newEvent(EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> event)) {
            throw new IllegalArgumentException("the event log holds events of contacts only");
        }
        return new NewEvent(
                UUID.fromString(event.getAggregateIdentifier()),
                Math.toIntExact(event.getSequenceNumber()),
                UUID.fromString(event.getIdentifier()),
                timeOf.apply(event),
                event.getPayload(),
                event.getMetaData());
    }

    /** The events of a contact, page by page; a short page is the last, so most contacts take one query. */
    private final class ContactEvents implements DomainEventStream {

        private final UUID contactId;
        private int nextSequence;
        private Iterator<StoredEvent> page;
        private boolean last;
        private @Nullable DomainEventMessage<?> next;

        ContactEvents(UUID contactId, int firstSequence) {
            this.contactId = contactId;
            nextSequence = firstSequence;
            page = nextPage();
        }

        private Iterator<StoredEvent> nextPage() {
            List<StoredEvent> events = log.readContact(contactId, nextSequence, PAGE);
            last = events.size() < PAGE;
            return events.iterator();
        }

        @Override
        public boolean hasNext() {
            if (next != null) return true;
            if (!page.hasNext() && !last) page = nextPage();
            if (!page.hasNext()) return false;
            RecordedEvent event = log.decode(page.next());
            nextSequence = event.sequence() + 1;
            next = domainMessage(event);
            return true;
        }

        @Override
        public DomainEventMessage<?> peek() {
            if (!hasNext()) throw new NoSuchElementException();
            return Objects.requireNonNull(next);
        }

        @Override
        public DomainEventMessage<?> next() {
            DomainEventMessage<?> event = peek();
            next = null;
            return event;
        }

        @Override
        public @Nullable Long getLastSequenceNumber() {
            return nextSequence == 0 ? null : nextSequence - 1L;
        }
    }
}
