package dev.contactsimulator.delivery;

import java.time.Duration;

/** How often a delivery is attempted, and how long after a failure: each time twice as long. */
record Retries(int maxAttempts, Duration first, Duration longest) {

    /** @param attempt the number of the attempt that has failed, from 1 */
    Duration waitAfter(int attempt) {
        Duration wait = first.multipliedBy(1L << Math.min(attempt - 1, 20));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
