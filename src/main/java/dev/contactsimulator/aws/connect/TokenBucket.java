package dev.contactsimulator.aws.connect;

import java.util.function.LongSupplier;

/** Allows as many calls at once as fit into it, and so many a second in the long run. */
final class TokenBucket {

    private static final double NANOS = 1e9;

    private final CallQuota quota;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledAt;

    /** Full at first. @param nanoTime monotonic real time, as {@link System#nanoTime} */
    TokenBucket(CallQuota quota, LongSupplier nanoTime) {
        this.quota = quota;
        this.nanoTime = nanoTime;
        this.tokens = quota.burst();
        this.filledAt = nanoTime.getAsLong();
    }

    /** Whether there was a token left for a call. */
    synchronized boolean take() {
        long now = nanoTime.getAsLong();
        tokens = Math.min(quota.burst(), tokens + (now - filledAt) / NANOS * quota.rate());
        filledAt = now;
        if (tokens < 1) return false;
        tokens--;
        return true;
    }
}
