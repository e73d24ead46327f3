package dev.contactsimulator.engine;

import dev.contactsimulator.contact.ChatContact;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.eventlog.Timeline;
import dev.contactsimulator.retry.CallId;
import dev.contactsimulator.retry.CallMemory.ContactCalls;
import dev.contactsimulator.retry.HandledCalls;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;

/** A contact in memory, as it was after one of its events. The caller holds the contact's lock. */
final class LoadedContact {

    private static final int OBJECTS_BYTES = 200;

    private final Timeline timeline;
    private final HandledCalls calls = new HandledCalls();
    private ChatContact root;
    private long lastSequence;
    private Instant lastEventAt = Instant.MIN;

    private LoadedContact(ChatContact root, long lastSequence, Timeline timeline) {
        this.root = root;
        this.lastSequence = lastSequence;
        this.timeline = timeline;
    }

    /** A contact that has just been created by {@code events}, or read with them. */
    static LoadedContact of(
            EventSourcedAggregate<ChatContact> aggregate,
            List<? extends DomainEventMessage<?>> events,
            Timeline timeline) {
        LoadedContact contact = new LoadedContact(aggregate.getAggregateRoot(), aggregate.version(), timeline);
        events.forEach(contact::remember);
        return contact;
    }

    /** The timeline of the log that the contact was read or created on. */
    Timeline timeline() {
        return timeline;
    }

    ChatContact root() {
        return root;
    }

    long lastSequence() {
        return lastSequence;
    }

    HandledCalls calls() {
        return calls;
    }

    ContactCalls copyOfCalls() {
        return new ContactCalls(calls.copy(), lastEventAt);
    }

    /** The contact has gone on by {@code events}, to the state of {@code aggregate}. */
    void advance(EventSourcedAggregate<ChatContact> aggregate, List<? extends DomainEventMessage<?>> events) {
        root = aggregate.getAggregateRoot();
        lastSequence = aggregate.version();
        events.forEach(this::remember);
    }

    private void remember(DomainEventMessage<?> event) {
        lastEventAt = ((ContactEvent) event.getPayload()).at();
        if (isExpiry(event)) return;
        CallId call = CallId.of(event.getMetaData());
        if (call != null) calls.add(call, Math.toIntExact(event.getSequenceNumber()), lastEventAt);
    }

    /** A call that finds the chat expired has not ended it: the chat's next contact will handle it. */
    private static boolean isExpiry(DomainEventMessage<?> event) {
        return event.getPayload() instanceof Disconnected end && end.reason() == DisconnectReason.EXPIRED;
    }

    int bytes() {
        return OBJECTS_BYTES + root.bytes() + calls.bytes();
    }
}
