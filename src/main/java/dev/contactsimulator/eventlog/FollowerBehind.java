package dev.contactsimulator.eventlog;

import java.time.Duration;

/** A follower has not reached the end of the log in time. The same request may succeed in a moment. */
public final class FollowerBehind extends RuntimeException {

    private static final long serialVersionUID = 1;

    FollowerBehind(String follower, long events, Duration waited) {
        // A message for many at once, when the database is slow: the place in the program says nothing more.
        super(
                "%s is %d events behind the log after %d ms".formatted(follower, events, waited.toMillis()),
                null,
                false,
                false);
    }
}
