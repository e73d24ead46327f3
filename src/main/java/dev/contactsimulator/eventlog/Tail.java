package dev.contactsimulator.eventlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What this node knows of the end of the log: how far it goes, and the latest of the events that the node has appended
 * itself, so that its feeds need not ask the database for them. The events held have positions without a gap and end
 * at, or before, the known end.
 */
final class Tail {

    private static final int MAX_EVENTS = 4_096;
    private static final long MAX_BYTES = 8L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> resetActions = new CopyOnWriteArrayList<>();

    private final RecordedEvent[] events = new RecordedEvent[MAX_EVENTS];
    private final int[] sizes = new int[MAX_EVENTS];
    private long first = 1;
    private long last = 0;
    private long bytes = 0;

    private int epoch = -1;
    private long end;

    /** Takes note of events that this node has just appended. */
    void appended(int epochOfEvents, List<RecordedEvent> recorded, List<EncodedEvent> encoded) {
        if (recorded.isEmpty()) return;
        lock.lock();
        try {
            enter(epochOfEvents);
            if (recorded.getFirst().position() != last + 1)
                forget(recorded.getFirst().position());
            for (int i = 0; i < recorded.size(); i++) {
                hold(recorded.get(i), encoded.get(i).size());
            }
            end = Math.max(end, last);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes note of an end of the log that was seen in the database or announced. */
    void seen(int epochOfEnd, long position) {
        lock.lock();
        try {
            if (epochOfEnd < epoch || epochOfEnd == epoch && position <= end) return;
            enter(epochOfEnd);
            end = position;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The events after a position that are held, if the very next one is; within the bounds, but at least one. */
    List<RecordedEvent> after(int epochOfReader, long position, int maxEvents, int maxBytes) {
        lock.lock();
        try {
            if (epochOfReader != epoch || position + 1 < first || position >= last) return List.of();
            int most = (int) Math.min(maxEvents, last - position);
            List<RecordedEvent> next = new ArrayList<>(most);
            long bytesOfNext = 0;
            for (long p = position + 1; p <= position + most; p++) {
                bytesOfNext += sizes[slot(p)];
                if (bytesOfNext > maxBytes && !next.isEmpty()) break;
                next.add(events[slot(p)]);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the log is known to go on after a position, or to have been reset. */
    boolean await(int epochOfReader, long position, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (epochOfReader == epoch && position >= end) {
                if (left <= 0) return false;
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean goesOnAfter(int epochOfReader, long position) {
        lock.lock();
        try {
            return epochOfReader != epoch || position < end;
        } finally {
            lock.unlock();
        }
    }

    int epoch() {
        lock.lock();
        try {
            return epoch;
        } finally {
            lock.unlock();
        }
    }

    /** Has {@code action} run when the log is known to have been reset, by any node. */
    void onReset(Runnable action) {
        resetActions.add(action);
    }

    private void enter(int newEpoch) {
        if (newEpoch == epoch) return;
        if (epoch >= 0) resetActions.forEach(Runnable::run);
        epoch = newEpoch;
        end = 0;
        forget(1);
    }

    private void forget(long next) {
        Arrays.fill(events, null);
        first = next;
        last = next - 1;
        bytes = 0;
    }

    private void hold(RecordedEvent event, int size) {
        while (last >= first && (last - first + 1 == MAX_EVENTS || bytes + size > MAX_BYTES)) {
            bytes -= sizes[slot(first)];
            events[slot(first)] = null;
            first++;
        }
        last = event.position();
        events[slot(last)] = event;
        sizes[slot(last)] = size;
        bytes += size;
    }

    private static int slot(long position) {
        return (int) (position % MAX_EVENTS);
    }
}
