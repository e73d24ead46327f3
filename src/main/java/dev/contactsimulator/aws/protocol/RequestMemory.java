package dev.contactsimulator.aws.protocol;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all requests in progress may take together, for bodies, what is decoded from them, and long responses. */
final class RequestMemory {

    /** Taken from the shared counter at once, so that a small request asks it once. */
    private static final int STEP_BYTES = 8 << 10;

    private final AtomicLong free;

    RequestMemory(long bytes) {
        free = new AtomicLong(bytes);
    }

    /** For one request; to be closed at its end. */
    Reservation reservation() {
        return new Reservation();
    }

    private boolean grant(long bytes) {
        long now;
        do {
            now = free.get();
            if (now < bytes) return false;
        } while (!free.compareAndSet(now, now - bytes));
        return true;
    }

    /** What one request has taken. For one thread. */
    final class Reservation implements AutoCloseable {

        private long granted;
        private long taken;

        /** @throws AwsException (ServiceUnavailable, which SDKs retry) if all requests together would take too much */
        void take(long bytes) {
            taken += bytes;
            if (taken <= granted) return;
            long more = Math.max(STEP_BYTES, taken - granted);
            if (!grant(more)) {
                throw new AwsException(
                        ErrorType.SERVICE_UNAVAILABLE,
                        "The requests in progress take as much memory as they may. Try again.");
            }
            granted += more;
        }

        @Override
        public void close() {
            free.addAndGet(granted);
            granted = 0;
        }
    }
}
