package dev.contactsimulator.setup;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When something was set up, and by which call.
 *
 * @param callId identifies the call over all its attempts, so that a retry gets the first result; null if nothing does
 */
public record Creation(Instant at, @Nullable UUID callId) {

    boolean isOf(@Nullable UUID call) {
        return call != null && call.equals(callId);
    }
}
