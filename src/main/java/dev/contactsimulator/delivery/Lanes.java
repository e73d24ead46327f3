package dev.contactsimulator.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes deliveries: those of a contact to one target one after the other, in a lane, and those of different lanes at the
 * same time. A lane ends with its last delivery, or with one that fails: then all that are left in it wait in the ledger.
 *
 * <p>What lanes hold is the beginning of what is to be delivered to their targets, never something later than what waits in
 * the ledger alone.
 */
final class Lanes {

    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    private static final int MAX_OF_LANE = 200;

    /** How many targets of a destination can be slow before they delay others. */
    private static final int SLOW_TARGETS = 16;

    /** One that waits in a lane, or is being sent. */
    private static final class Waiting {
        final Delivery delivery;
        final int generation;
        private @Nullable Batch batch;

        Waiting(Delivery delivery, int generation, @Nullable Batch batch) {
            this.delivery = delivery;
            this.generation = generation;
            this.batch = batch;
        }

        /** It is made, or left to the ledger. */
        void settle() {
            if (batch != null) batch.settle();
            batch = null;
        }
    }

    private static final class Lane {
        final Deque<Waiting> queue = new ArrayDeque<>();

        @Nullable
        Waiting current;
        /** Whether the ledger may have later deliveries that the lane does not. */
        boolean isFollowedByRows;

        boolean failed;
    }

    private final Function<String, Channel> channels;
    private final BooleanSupplier active;
    private final Consumer<LedgerRow> changes;
    private final int parallel;
    private final Map<String, Semaphore> destinations = new ConcurrentHashMap<>();
    private final Cache<String, Semaphore> targets =
            Caffeine.newBuilder().weakValues().build();

    private final Map<LaneKey, Lane> lanes = new HashMap<>();
    private final HeldBytes held = new HeldBytes();
    private int generation;

    /**
     * @param active whether this node may deliver
     * @param changes takes the changes of rows
     * @param parallel how many deliveries are made to one target at the same time
     */
    Lanes(Function<String, Channel> channels, BooleanSupplier active, Consumer<LedgerRow> changes, int parallel) {
        this.channels = channels;
        this.active = active;
        this.changes = changes;
        this.parallel = parallel;
    }

    synchronized boolean has(LaneKey key) {
        return lanes.containsKey(key);
    }

    synchronized Set<LaneKey> keys() {
        return Set.copyOf(lanes.keySet());
    }

    /**
     * Delivers after all that the lane has.
     *
     * @param mayBegin whether the ledger has nothing that comes before, so that the lane may begin with it
     * @return false if it has to wait in the ledger
     */
    synchronized boolean submit(Delivery delivery, Batch batch, boolean mayBegin) {
        LaneKey key = delivery.lane();
        Lane lane = lanes.get(key);
        if (lane == null && !mayBegin) return false;
        if (lane != null && (lane.failed || lane.isFollowedByRows)) return false;
        if (held.areTooMany(key) || lane != null && lane.queue.size() >= MAX_OF_LANE) {
            if (lane != null) lane.isFollowedByRows = true;
            return false;
        }
        batch.add();
        add(lane == null ? begin(key) : lane, new Waiting(delivery, generation, batch));
        return true;
    }

    /**
     * Begins a lane with what the ledger has, unless there is one. Others may have been left to the ledger since that was read,
     * so nothing is added to such a lane.
     */
    synchronized void begin(LaneKey key, List<Delivery> first) {
        if (first.isEmpty() || lanes.containsKey(key) || held.areTooMany(key)) return;
        Lane lane = begin(key);
        lane.isFollowedByRows = true;
        for (Delivery delivery : first) add(lane, new Waiting(delivery, generation, null));
    }

    private Lane begin(LaneKey key) {
        Lane lane = new Lane();
        lanes.put(key, lane);
        Thread.ofVirtual().name("delivery").start(() -> run(key, lane));
        return lane;
    }

    private void add(Lane lane, Waiting waiting) {
        lane.queue.add(waiting);
        held.add(waiting.delivery);
    }

    private void removed(Waiting waiting) {
        held.remove(waiting.delivery);
        waiting.settle();
    }

    private void run(LaneKey key, Lane lane) {
        Semaphore target = targets.get(key.destination() + " " + key.target(), ignored -> new Semaphore(parallel));
        Semaphore destination =
                destinations.computeIfAbsent(key.destination(), ignored -> new Semaphore(SLOW_TARGETS * parallel));
        boolean goesOn = true;
        try {
            while (goesOn) {
                target.acquire();
                try {
                    destination.acquire();
                    try {
                        goesOn = deliverNext(key, lane);
                    } finally {
                        destination.release();
                    }
                } finally {
                    target.release();
                }
            }
        } catch (InterruptedException stop) {
            abandon(key, lane);
        }
    }

    /** @return whether the lane goes on */
    private boolean deliverNext(LaneKey key, Lane lane) throws InterruptedException {
        Waiting next = next(key, lane);
        if (next == null) return false;
        String error = attempt(next.delivery.outgoing());
        LedgerRow change = error == null ? next.delivery.delivered() : next.delivery.failed(error);
        if (change != null) changes.accept(change);
        if (next.delivery.isParked())
            log.warn(
                    "event=delivery-parked delivery={}",
                    next.delivery.outgoing().id());
        return done(lane, next, error == null);
    }

    private synchronized @Nullable Waiting next(LaneKey key, Lane lane) {
        if (!active.getAsBoolean()) {
            abandon(key, lane);
            return null;
        }
        lane.current = lane.queue.poll();
        if (lane.current == null) lanes.remove(key, lane);
        return lane.current;
    }

    /** @return null if it was delivered, or what went wrong */
    private @Nullable String attempt(Outgoing outgoing) throws InterruptedException {
        try {
            channels.apply(outgoing.id().destination()).send(outgoing);
            return null;
        } catch (DeliveryFailed failure) {
            log.debug("event=delivery-failed delivery={}", outgoing.id(), failure);
            return String.valueOf(failure.getMessage());
        } catch (RuntimeException failure) {
            log.warn("event=delivery-failed delivery={}", outgoing.id(), failure);
            return failure.getClass().getSimpleName();
        }
    }

    /** @return whether the lane goes on */
    private synchronized boolean done(Lane lane, Waiting waiting, boolean delivered) {
        boolean cleared = waiting.generation != generation;
        if (!cleared) removed(waiting);
        if (delivered || cleared) {
            lane.current = null;
            return true;
        }
        lane.failed = true;
        lane.queue.forEach(Waiting::settle);
        return false;
    }

    /** Leaves what is in the lane to the ledger. */
    private synchronized void abandon(LaneKey key, Lane lane) {
        lane.failed = true;
        if (lane.current != null) removed(lane.current);
        lane.queue.forEach(Waiting::settle);
        if (lane.current == null && lane.queue.isEmpty()) lanes.remove(key, lane);
    }

    /** Removes the lanes that have failed, once the ledger has all that was in them. */
    synchronized void sweep() {
        lanes.values().removeIf(lane -> {
            if (!lane.failed || !lane.queue.stream().allMatch(each -> each.delivery.hasRow())) return false;
            Waiting first = lane.current;
            if (first != null && !first.delivery.hasRow()) return false;
            lane.queue.forEach(this::removed);
            return true;
        });
    }

    /** Whether nothing is being sent. */
    synchronized boolean areIdle() {
        return lanes.values().stream().allMatch(lane -> lane.current == null || lane.failed);
    }

    /** Drops all that is waiting. What is being sent now is still sent, before anything that comes later in its lane. */
    synchronized void clear() {
        generation++;
        lanes.values().forEach(lane -> {
            lane.queue.forEach(Waiting::settle);
            lane.queue.clear();
            if (lane.current != null) lane.current.settle();
            lane.isFollowedByRows = true;
        });
        lanes.values().removeIf(lane -> lane.current == null || lane.failed);
        held.clear();
    }
}
