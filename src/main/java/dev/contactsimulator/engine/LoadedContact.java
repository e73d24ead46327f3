package dev.contactsimulator.engine;

import dev.contactsimulator.contact.ChatContact;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.retry.CallId;
import dev.contactsimulator.retry.CallMemory.ContactCalls;
import dev.contactsimulator.retry.HandledCalls;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;

/** A contact in memory, as it was after one of its events. The caller holds the contact's lock. */
final class LoadedContact {

    private static final int OBJECTS_BYTES = 200;

    private final HandledCalls calls;
    private ChatContact root;
    private long lastSequence;

    LoadedContact(ChatContact root, long lastSequence, HandledCalls calls) {
        this.root = root;
        this.lastSequence = lastSequence;
        this.calls = calls;
    }

    /** A contact without events. */
    static LoadedContact empty() {
        return new LoadedContact(new ChatContact(), -1, new HandledCalls());
    }

    /** A copy to take further; the root is copied as {@link ChatContact#copy} says. */
    LoadedContact copy() {
        return new LoadedContact(root.copy(), lastSequence, calls.copy());
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
        return new ContactCalls(calls.copy(), root.latest());
    }

    /** Takes the contact's next event. */
    void add(DomainEventMessage<?> event) {
        root.on((ContactEvent) event.getPayload());
        lastSequence = event.getSequenceNumber();
        remember(event);
    }

    /** The contact has gone on by {@code events}, to the state of {@code aggregate}. */
    void advance(EventSourcedAggregate<ChatContact> aggregate, List<? extends DomainEventMessage<?>> events) {
        root = aggregate.getAggregateRoot();
        lastSequence = aggregate.version();
        events.forEach(this::remember);
    }

    private void remember(DomainEventMessage<?> event) {
        // a call that finds something due has not caused it; the chat's next contact may handle it
        if (((ContactEvent) event.getPayload()).wasDue()) return;
        CallId call = CallId.of(event.getMetaData());
        if (call == null) return;
        calls.add(call, Math.toIntExact(event.getSequenceNumber()), ((ContactEvent) event.getPayload()).at());
    }

    int bytes() {
        return OBJECTS_BYTES + root.bytes() + calls.bytes();
    }
}
