package dev.contactsimulator.eventlog;

import java.util.function.Supplier;

/** The log was reset, or went back: what was read or decided before must be read or decided again. */
public final class TimelineEnded extends RuntimeException {

    /** How many timelines may end while one decision is made; more indicate an error. */
    private static final int MAX_TIMELINES = 10;

    public TimelineEnded() {
        super("the event log was reset, or went back", null, false, false);
    }

    /**
     * Decides again, on the log as it is then, when a timeline ends meanwhile.
     *
     * @throws EventLogUnavailable if one after the other ends
     */
    public static <T> T decidedAgain(Supplier<T> decision) {
        for (int ended = 0; ended < MAX_TIMELINES; ended++) {
            try {
                return decision.get();
            } catch (TimelineEnded next) {
                // it was decided on a log that is no more
            }
        }
        throw new EventLogUnavailable("the event log keeps being reset", null);
    }
}
