package dev.contactsimulator.simulation;

import dev.contactsimulator.contact.ContactId;
import java.time.Instant;
import java.util.List;

/** The chats that have not ended, including every chat whose creation was acknowledged. */
@FunctionalInterface
public interface ActiveChats {

    /** A chat, and when its duration is over. */
    record Expiring(ContactId contactId, Instant expiresAt) {}

    /** Those that expire first, in that order, at most {@code limit}. */
    List<Expiring> firstToExpire(int limit);
}
