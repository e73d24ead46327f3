package dev.contactsimulator.audit;

import dev.contactsimulator.eventlog.Head;
import java.time.Duration;
import java.util.List;

/**
 * What a verification found.
 *
 * @param events how many events were read
 * @param head the end of the log, as it was when the verification began
 * @param flaws in the order of their positions; the verification stops at {@value #MAX_FLAWS}
 */
public record Verification(long events, Duration duration, Head head, List<Flaw> flaws) {

    public static final int MAX_FLAWS = 100;

    public boolean passed() {
        return flaws.isEmpty();
    }

    /** Whether there may be flaws that were not looked for. */
    public boolean stoppedEarly() {
        return flaws.size() >= MAX_FLAWS;
    }

    public double eventsPerSecond() {
        return events / Math.max(1e-9, duration.toNanos() / 1e9);
    }
}
