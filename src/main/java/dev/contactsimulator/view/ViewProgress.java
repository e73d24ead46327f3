package dev.contactsimulator.view;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Brings those who wait for the view together with the thread that writes it. */
final class ViewProgress {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Condition demanded = lock.newCondition();
    private Place place = new Place(-1, 0);
    private int waiting;

    void moved(Place to) {
        lock.lock();
        try {
            place = to;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @return whether the view has come so far, or the log was emptied, before the time was over */
    boolean await(Place target, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            waiting++;
            demanded.signal();
            long nanos = atMost.toNanos();
            while (place.compareTo(target) < 0) {
                if (nanos <= 0) return false;
                nanos = moved.awaitNanos(nanos);
            }
            return true;
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** @return as soon as somebody waits for the view, or that nobody did within the time */
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
