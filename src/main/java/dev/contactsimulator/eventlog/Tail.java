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
    private final List<Runnable> endActions = new CopyOnWriteArrayList<>();

    private final RecordedEvent[] events = new RecordedEvent[MAX_EVENTS];
    private long first = 1;
    private long last = 0;
    private long bytes = 0;

    private LogEnd end = LogEnd.UNKNOWN;
    private volatile Timeline timeline = new Timeline(end.epoch(), 0);
    private int connection = 0;

    /**
     * The end of the log as this node knew it before it looked at the database.
     *
     * @param connection counts the connections over which this node has appended
     */
    record Known(LogEnd end, int connection) {}

    /**
     * This node begins to append over another connection, which may lead to another server. What was found before, and is
     * compared only now, may be of a server that is lost.
     */
    void reconnected() {
        lock.lock();
        try {
            connection++;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes note of events that this node has just appended, and of the end of the log after them.
     *
     * @return false if the log is known to have gone back since they were decided on: they may be lost
     */
    boolean appended(Timeline decidedOn, LogEnd newEnd, List<RecordedEvent> recorded) {
        boolean ended;
        lock.lock();
        try {
            if (timeline.setbacks() != decidedOn.setbacks()) return false;
            ended = goOnTo(newEnd);
            if (!recorded.isEmpty() && timeline.epoch() == newEnd.epoch()) {
                if (recorded.getFirst().position() != last + 1)
                    forget(recorded.getFirst().position());
                recorded.forEach(this::hold);
            }
        } finally {
            lock.unlock();
        }
        if (ended) tellOfEnd();
        return true;
    }

    /** Takes note of an end of the log that was announced; it may be an earlier one. */
    void seen(LogEnd announced) {
        boolean ended;
        lock.lock();
        try {
            ended = goOnTo(announced);
        } finally {
            lock.unlock();
        }
        if (ended) tellOfEnd();
    }

    /**
     * Takes note of the end that was found in the database. It replaces the end that this node knows only if that was
     * compared with the same database: else the loss of what is between the two would never be noticed.
     *
     * @param before what this node knew before it looked
     * @param hasKnown whether the event at the known end is in the database as this node knows it
     * @return false if that has to be found out again, since this node knows more by now
     */
    boolean compared(Known before, LogEnd found, boolean hasKnown) {
        LogEnd known = before.end();
        boolean wentBack = found.epoch() < known.epoch() || found.epoch() == known.epoch() && !hasKnown;
        boolean ended;
        lock.lock();
        try {
            if (connection != before.connection()) return false;
            if (end != known && (wentBack || found.isBeyond(end))) return false;
            if (!wentBack) {
                ended = goOnTo(found);
            } else {
                begin(new Timeline(found.epoch(), timeline.setbacks() + 1), found);
                ended = true;
            }
        } finally {
            lock.unlock();
        }
        if (wentBack) {
            log.error(
                    "event=log-went-back knownEpoch={} knownPosition={} epoch={} position={}",
                    known.epoch(),
                    known.position(),
                    found.epoch(),
                    found.position());
        }
        if (ended) tellOfEnd();
        return true;
    }

    Known known() {
        lock.lock();
        try {
            return new Known(end, connection);
        } finally {
            lock.unlock();
        }
    }

    /** How far this node knows the log to go. */
    LogEnd end() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    /** The events after a position that are held, if the very next one is; within the bounds, but at least one. */
    List<RecordedEvent> after(Timeline ofReader, long position, int maxEvents, int maxBytes) {
        lock.lock();
        try {
            if (!ofReader.equals(timeline) || position + 1 < first || position >= last) return List.of();
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

    /** Waits until the log is known to go on after a position, or its timeline has ended. */
    boolean await(Timeline ofReader, long position, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (ofReader.equals(timeline) && position >= end.position()) {
                if (left <= 0) return false;
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean goesOnAfter(Timeline ofReader, long position) {
        lock.lock();
        try {
            return !ofReader.equals(timeline) || position < end.position();
        } finally {
            lock.unlock();
        }
    }

    Timeline timeline() {
        return timeline;
    }

    /** Has {@code action} run when the log is known to have been reset, by any node, or to have gone back. */
    void onTimelineEnd(Runnable action) {
        endActions.add(action);
    }

    /** @return whether a timeline has ended that this node has known */
    private boolean goOnTo(LogEnd newEnd) {
        if (newEnd.epoch() < end.epoch()) return false;
        if (newEnd.epoch() == end.epoch()) {
            if (newEnd.isBeyond(end)) end = newEnd;
            changed.signalAll();
            return false;
        }
        boolean ended = end != LogEnd.UNKNOWN;
        begin(new Timeline(newEnd.epoch(), timeline.setbacks()), newEnd);
        return ended;
    }

    private void begin(Timeline next, LogEnd itsEnd) {
        timeline = next;
        end = itsEnd;
        forget(1);
        changed.signalAll();
    }

    /** Without the lock, and one failure stops neither the other actions nor the thread that has heard of the end. */
    private void tellOfEnd() {
        for (Runnable action : endActions) {
            try {
                action.run();
            } catch (RuntimeException failure) {
                log.error("event=memory-not-forgotten", failure);
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
