package dev.contactsimulator.chat;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.Timeline;

/**
 * The contact of a chat that is active or will be next.
 *
 * @param foundOn the timeline of the log on which that is so
 * @param number of the contact, from 1; the contact need not exist yet
 * @param exists whether it is known to exist; false if that is not known
 * @param past the calls that the chat's ended contacts have handled
 */
public record CurrentContact(Timeline foundOn, int number, ContactId contactId, boolean exists, PastCalls past) {

    /** A contact whose predecessors have not been read yet. */
    public CurrentContact(Timeline foundOn, int number, ContactId contactId) {
        this(foundOn, number, contactId, false, number == 1 ? PastCalls.NONE : PastCalls.UNKNOWN);
    }

    /** This contact has ended, so the next one is current. */
    CurrentContact followedBy(ContactId next, PastCalls.EndedContact ended) {
        return new CurrentContact(foundOn, number + 1, next, false, past.followedBy(ended));
    }

    CurrentContact existing() {
        return new CurrentContact(foundOn, number, contactId, true, past);
    }

    CurrentContact with(PastCalls known) {
        return new CurrentContact(foundOn, number, contactId, exists, known);
    }

    /** The memory that its past takes, in bytes. */
    int bytesOfPast() {
        return past.bytes();
    }
}
