package dev.contactsimulator.delivery;

/** Counts the deliveries of some events that are neither made nor left to the ledger yet. */
final class Batch {

    private int open;

    synchronized void add() {
        open++;
    }

    synchronized void settle() {
        if (--open == 0) notifyAll();
    }

    /** Waits until none is open, but only for so long. */
    synchronized void await(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; open > 0 && left > 0; left = deadline - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }
}
