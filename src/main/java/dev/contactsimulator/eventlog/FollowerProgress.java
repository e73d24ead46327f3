package dev.contactsimulator.eventlog;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Connects those who wait for a follower with its thread. */
final class FollowerProgress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Condition demanded = lock.newCondition();
    private Timeline timeline = new Timeline(-1, 0);
    private LogPlace place = new LogPlace(-1, 0);
    private int waiting;

    void moved(Timeline on, LogPlace to) {
        lock.lock();
        try {
            timeline = on;
            place = to;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @return whether the follower came so far on the timeline, or the log was reset, within the time */
    boolean await(Timeline on, LogPlace target, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            waiting++;
            demanded.signal();
            long nanos = atMost.toNanos();
            while (!isAt(on, target)) {
                if (nanos <= 0) return false;
                nanos = moved.awaitNanos(nanos);
            }
            return true;
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    private boolean isAt(Timeline on, LogPlace target) {
        return timeline.setbacks() == on.setbacks() && place.compareTo(target) >= 0;
    }

    /** @return true as soon as a caller waits for the follower; false if none did within the time */
    boolean awaitDemand(long atMostNanos) throws InterruptedException {
        lock.lock();
        try {
            long nanos = atMostNanos;
            while (waiting == 0 && nanos > 0) nanos = demanded.awaitNanos(nanos);
            return waiting > 0;
        } finally {
            lock.unlock();
        }
    }
}
