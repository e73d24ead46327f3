package dev.contactsimulator.retry;

import dev.contactsimulator.contact.ContactId;
import java.time.Instant;
import java.util.Optional;

/** Knows which calls each contact has handled. */
@FunctionalInterface
public interface CallMemory {

    /**
     * The calls of a contact.
     *
     * @param lastEventAt when the contact's last event happened
     */
    record ContactCalls(HandledCalls calls, Instant lastEventAt) {}

    /** A copy of what the contact, as the log has it, has handled; empty if there is no such contact. */
    Optional<ContactCalls> handledBy(ContactId contact);
}
