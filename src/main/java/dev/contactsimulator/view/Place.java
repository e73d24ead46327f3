package dev.contactsimulator.view;

import java.util.Comparator;

/**
 * How far a view has come.
 *
 * @param epoch how often the log had been emptied by then
 * @param position of the last event that its rows hold
 */
record Place(long epoch, long position) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::epoch).thenComparingLong(Place::position);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    Place moveTo(long newPosition) {
        return new Place(epoch, newPosition);
    }
}
