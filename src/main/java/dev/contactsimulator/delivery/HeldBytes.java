package dev.contactsimulator.delivery;

import java.util.HashMap;
import java.util.Map;

/** What deliveries take in memory, so that neither a target nor a destination that is slow takes too much. Not synchronized. */
final class HeldBytes {

    private static final long MAX_OF_TARGET = 4L << 20;
    private static final long MAX_OF_DESTINATION = 8L << 20;

    /** Of one delivery besides its event. */
    private static final int OBJECTS_BYTES = 500;

    private record Target(String destination, String name) {}

    private final Map<Target, Long> byTarget = new HashMap<>();
    private final Map<String, Long> byDestination = new HashMap<>();

    boolean areTooMany(LaneKey lane) {
        return byDestination.getOrDefault(lane.destination(), 0L) >= MAX_OF_DESTINATION
                || byTarget.getOrDefault(target(lane), 0L) >= MAX_OF_TARGET;
    }

    void add(Delivery delivery) {
        change(delivery, bytes(delivery));
    }

    void remove(Delivery delivery) {
        change(delivery, -bytes(delivery));
    }

    void clear() {
        byTarget.clear();
        byDestination.clear();
    }

    private void change(Delivery delivery, long bytes) {
        change(byTarget, target(delivery.lane()), bytes);
        change(byDestination, delivery.lane().destination(), bytes);
    }

    private static <K> void change(Map<K, Long> held, K key, long bytes) {
        held.merge(key, bytes, Long::sum);
        held.remove(key, 0L);
    }

    private static Target target(LaneKey lane) {
        return new Target(lane.destination(), lane.target());
    }

    private static long bytes(Delivery delivery) {
        return delivery.outgoing().recorded().bytes() + OBJECTS_BYTES;
    }
}
