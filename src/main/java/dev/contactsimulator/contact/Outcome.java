package dev.contactsimulator.contact;

import dev.contactsimulator.retry.HandledCalls;
import java.time.Instant;

/** What a contact makes of a command that it does not reject. */
public sealed interface Outcome {

    /** Done, now or (a retry of the same call) before; {@code newChatCreated} is what was answered the first time. */
    record Handled(boolean newChatCreated) implements Outcome {}

    /**
     * The contact is over, so the chat event is for the chat's next one.
     *
     * @param calls that the contact has handled lately; final like the end itself, as far as chat events go
     */
    record Ended(Instant endedAt, HandledCalls calls) implements Outcome {}
}
