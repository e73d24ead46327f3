package dev.contactsimulator.contact;

import dev.contactsimulator.contact.ContactEvent.AttachmentSent;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContactEvent.SegmentEnded;
import dev.contactsimulator.contact.ContactEvent.SegmentStarted;
import dev.contactsimulator.contact.ContactEvent.TranscriptEvent;
import dev.contactsimulator.contact.ContactRejection.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Where a chain of contacts has got to.
 *
 * @param current the contact of the chain that goes on; the first one until there is a transfer
 * @param number how many contacts the chain has
 * @param queueId the queue in which the current contact waits for an agent; null if it waits in none
 */
public record Segments(
        ContactId current, int number, @Nullable String queueId) {

    /** Views write all contacts of a chain when its data changes. */
    static final int MAX = 100;

    static Segments of(ContactId initial) {
        return new Segments(initial, 1, null);
    }

    boolean isWaiting() {
        return queueId != null;
    }

    Segments queued(String queue) {
        return new Segments(current, number, queue);
    }

    Segments accepted() {
        return isWaiting() ? new Segments(current, number, null) : this;
    }

    Segments after(SegmentStarted started) {
        return new Segments(started.currentContact(), number + 1, started.queueId());
    }

    void requireRoom() {
        if (number >= MAX) throw new ContactRejection(Kind.CONFLICT, "The chat was transferred 99 times already.");
    }

    /** The event as one of the current contact. */
    ContactEvent place(ContactEvent event) {
        return number > 1 && event instanceof TranscriptEvent item ? in(current, item) : event;
    }

    private static ContactEvent in(ContactId segment, TranscriptEvent item) {
        return switch (item) {
            case ParticipantJoined(var contact, var id, var participant, var at, var unplaced) ->
                new ParticipantJoined(contact, id, participant, at, segment);
            case MessageSent(var contact, var id, var from, var message, var at, var unplaced) ->
                new MessageSent(contact, id, from, message, at, segment);
            case AttachmentSent(var contact, var id, var from, var attachment, var at, var unplaced) ->
                new AttachmentSent(contact, id, from, attachment, at, segment);
            case EventSent(var contact, var id, var from, var type, var receiptFor, var at, var unplaced) ->
                new EventSent(contact, id, from, type, receiptFor, at, segment);
            case ParticipantLeft(var contact, var id, var participant, var at, var unplaced) ->
                new ParticipantLeft(contact, id, participant, at, segment);
            case SegmentEnded(var contact, var id, var from, var next, var at, var unplaced) ->
                new SegmentEnded(contact, id, from, next, at, segment);
            case Disconnected(var contact, var id, var reason, var at, var unplaced) ->
                new Disconnected(contact, id, reason, at, segment);
        };
    }
}
