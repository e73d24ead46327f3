package dev.contactsimulator.audit;

import dev.contactsimulator.eventlog.Head;
import java.time.Duration;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param events how many events were verified: all, or those up to the first flaw
 * @param head the end of the log, as it was when the verification began
 */
public record Verification(long events, Duration duration, Head head, Optional<Flaw> flaw) {

    public boolean passed() {
        return flaw.isEmpty();
    }

    public double eventsPerSecond() {
        return events / Math.max(1e-9, duration.toNanos() / 1e9);
    }
}
