package dev.contactsimulator.chat;

import dev.contactsimulator.contact.ContactId;

/**
 * The contact of a chat that is active or will be next.
 *
 * @param number of the contact, from 1; the contact need not exist yet
 * @param past the calls that the chat's ended contacts have handled
 */
public record CurrentContact(int number, ContactId contactId, PastCalls past) {

    /** A contact whose predecessors have not been read yet. */
    public CurrentContact(int number, ContactId contactId) {
        this(number, contactId, number == 1 ? PastCalls.NONE : PastCalls.UNKNOWN);
    }

    /** This contact has ended, so the next one is current. */
    CurrentContact followedBy(ContactId next, PastCalls.EndedContact ended) {
        return new CurrentContact(number + 1, next, past.followedBy(ended));
    }

    CurrentContact with(PastCalls known) {
        return new CurrentContact(number, contactId, known);
    }

    /** The memory that its past takes, in bytes. */
    int bytesOfPast() {
        return past.bytes();
    }
}
