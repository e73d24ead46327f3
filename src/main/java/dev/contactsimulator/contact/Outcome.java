package dev.contactsimulator.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The outcome of a command that was not rejected. */
public sealed interface Outcome {

    /**
     * Done, now or, if the command repeats a call, the first time.
     *
     * @param event what the call caused, from which its response is derived; null if it changed nothing
     */
    record Handled(@Nullable ContactEvent event) implements Outcome {

        static final Handled WITHOUT_CHANGE = new Handled(null);
    }

    /** The contact has ended, which is final, so a chat event is for the chat's next contact. */
    record Ended(Instant endedAt) implements Outcome {}
}
