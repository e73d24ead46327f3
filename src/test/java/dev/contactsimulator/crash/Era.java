package dev.contactsimulator.crash;

import java.util.List;

/**
 * A part of a run in which the log only grew: between two resets, or two fail-overs that may lose events. Times are
 * those of {@link System#nanoTime}.
 *
 * @param from an attempt that began earlier may have met the log of the era before
 * @param until what was acknowledged later may be missing from {@code log}
 * @param log the events that the reader of the tail saw, in the order in which it saw them
 * @param pastHead followers that were seen past the head of the log
 */
record Era(Beginning beginning, long from, long until, List<LoggedEvent> log, List<FollowerAt> pastHead) {

    /** What began an era. */
    enum Beginning {
        START,
        RESET,
        FAIL_OVER
    }

    /** A follower's position and the head of the log, in one snapshot of the database. */
    record FollowerAt(String name, int epoch, long position, int headEpoch, long headPosition) {

        boolean isPastHead() {
            return epoch > headEpoch || epoch == headEpoch && position > headPosition;
        }
    }

    boolean holds(long begun, long ended) {
        return begun >= from && ended <= until;
    }
}
