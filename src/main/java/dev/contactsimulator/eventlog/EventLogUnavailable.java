package dev.contactsimulator.eventlog;

import org.jspecify.annotations.Nullable;

/**
 * The log cannot say that it has recorded the events. It may have, if the connection broke at the wrong moment: ask it
 * again, or repeat the request under the same invocation id.
 */
public final class EventLogUnavailable extends RuntimeException {

    public EventLogUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
