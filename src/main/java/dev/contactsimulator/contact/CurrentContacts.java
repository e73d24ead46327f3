package dev.contactsimulator.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Remembers which of a chat's contacts is current. It may be behind; it is never ahead. */
public interface CurrentContacts {

    /**
     * @param number of the contact, from 1; the contact need not exist yet
     * @param previousEndedAt when the one before it ended, or null if that is not known
     */
    record Current(int number, ContactId contactId, @Nullable Instant previousEndedAt) {

        Current previousEnded(Instant at) {
            return new Current(number, contactId, at);
        }
    }

    /** The newest contact of the chat that is known of, or its first. */
    Current of(ChatName chat);

    /** Takes a newer number, or more about the number that it has; goes not back to an older one. */
    void advance(ChatName chat, Current current);
}
