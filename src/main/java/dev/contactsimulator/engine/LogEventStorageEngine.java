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
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * The log as Axon's storage engine. An aggregate is a contact, its identifier the contact's id, its type always the
 * same. An append is its own transaction and durable when it returns, so all events of one unit of work must be of one
 * contact.
 */
public final class LogEventStorageEngine implements ContactStorageEngine {

    /** A contact is read from a stored state on, which is checked with the events up to the next one. */
    private static final int PAGE = StoredStates.INTERVAL + 1;

    private static final int PAGE_BYTES = 1 << 20;

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
        UUID contactId = UUID.fromString(aggregateIdentifier);
        int first = (int) firstSequenceNumber;
        return new ContactEvents(contactId, first, log.readContact(contactId, first, PAGE, PAGE_BYTES));
    }

    @Override
    public DomainEventStream readNewestEvents(String contact, int interval) {
        UUID contactId = UUID.fromString(contact);
        return new ContactEvents(contactId, 0, log.readNewest(contactId, interval, PAGE_BYTES));
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

    /** The events of a contact, page by page, each bounded in events and bytes; most contacts take one query. */
    private final class ContactEvents implements DomainEventStream {

        private final UUID contactId;
        private int nextSequence;
        private Iterator<StoredEvent> page;
        private int events;
        private long bytes;
        private @Nullable DomainEventMessage<?> next;

        ContactEvents(UUID contactId, int firstSequence, List<StoredEvent> firstPage) {
            this.contactId = contactId;
            nextSequence = firstSequence;
            page = firstPage.iterator();
        }

        private void nextPage() {
            page = log.readContact(contactId, nextSequence, PAGE, PAGE_BYTES).iterator();
            events = 0;
            bytes = 0;
        }

        /** A page that has not reached its bounds is the last. */
        private boolean mayGoOn() {
            return events == PAGE || bytes >= PAGE_BYTES;
        }

        @Override
        public boolean hasNext() {
            if (next != null) return true;
            if (!page.hasNext() && mayGoOn()) nextPage();
            if (!page.hasNext()) return false;
            RecordedEvent event = log.decode(page.next());
            nextSequence = event.sequence() + 1;
            events++;
            bytes += event.bytes();
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
