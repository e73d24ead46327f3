package dev.contactsimulator.eventlog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node knows of the end of the log: how far it goes, and the latest of the events that the node has appended
 * itself, so that its feeds need not ask the database for them. The events held have positions without a gap and end
 * at, or before, the known end.
 */
final class Tail {

    private static final Logger log = LoggerFactory.getLogger(Tail.class);

    private static final int MAX_EVENTS = 4_096;
    private static final long MAX_BYTES = 8L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> resetActions = new CopyOnWriteArrayList<>();

    private final RecordedEvent[] events = new RecordedEvent[MAX_EVENTS];
    private long first = 1;
    private long last = 0;
    private long bytes = 0;

    private int epoch = -1;
    private long end;

    /** Takes note of events that this node has just appended. */
    void appended(int epochOfEvents, List<RecordedEvent> recorded) {
        if (recorded.isEmpty()) return;
        boolean reset;
        lock.lock();
        try {
            reset = enter(epochOfEvents);
            if (recorded.getFirst().position() != last + 1)
                forget(recorded.getFirst().position());
            recorded.forEach(this::hold);
            end = Math.max(end, last);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (reset) tellOfReset();
    }

    /** Takes note of an end of the log that was seen in the database or announced. */
    void seen(int epochOfEnd, long position) {
        boolean reset;
        lock.lock();
        try {
            if (epochOfEnd < epoch || epochOfEnd == epoch && position <= end) return;
            reset = enter(epochOfEnd);
            end = position;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (reset) tellOfReset();
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
                bytesOfNext += events[slot(p)].bytes();
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

    /** How far the log is known to go. */
    long end() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    /** Has {@code action} run when the log is known to have been reset, by any node. */
    void onReset(Runnable action) {
        resetActions.add(action);
    }

    /** @return whether the log was reset since this node has known it */
    private boolean enter(int newEpoch) {
        if (newEpoch == epoch) return false;
        boolean reset = epoch >= 0;
        epoch = newEpoch;
        end = 0;
        forget(1);
        return reset;
    }

    /** Without the lock, and one failure stops neither the other actions nor the thread that has heard of the reset. */
    private void tellOfReset() {
        for (Runnable action : resetActions) {
            try {
                action.run();
            } catch (RuntimeException failure) {
                log.error("event=reset-action-failed", failure);
            }
        }
    }

    private void forget(long next) {
        Arrays.fill(events, null);
        first = next;
        last = next - 1;
        bytes = 0;
    }

    private void hold(RecordedEvent event) {
        int size = event.bytes();
        while (last >= first && (last - first + 1 == MAX_EVENTS || bytes + size > MAX_BYTES)) {
            bytes -= events[slot(first)].bytes();
            events[slot(first)] = null;
            first++;
        }
        last = event.position();
        events[slot(last)] = event;
        bytes += size;
    }

    private static int slot(long position) {
        return (int) (position % MAX_EVENTS);
    }
}
