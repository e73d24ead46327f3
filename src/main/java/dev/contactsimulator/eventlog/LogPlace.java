package dev.contactsimulator.eventlog;

import java.util.Comparator;

/**
 * A place in the log.
 *
 * @param epoch counts the resets of the log
 * @param position of the last event before the place
 */
public record LogPlace(int epoch, long position) implements Comparable<LogPlace> {

    private static final Comparator<LogPlace> ORDER =
            Comparator.comparingInt(LogPlace::epoch).thenComparingLong(LogPlace::position);

    @Override
    public int compareTo(LogPlace other) {
        return ORDER.compare(this, other);
    }

    LogPlace moveTo(long newPosition) {
        return new LogPlace(epoch, newPosition);
    }
}
