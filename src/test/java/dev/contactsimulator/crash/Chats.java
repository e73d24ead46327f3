package dev.contactsimulator.crash;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The chats that all clients write to at once: a handful at a time, so that they get in each other's way, and new ones
 * all the while.
 */
final class Chats {

    private static final int AT_ONCE = 8;
    private static final int CALLS_BEFORE_THE_NEXT = 40;

    private final AtomicLong calls = new AtomicLong();

    /** The SourceId of a chat. */
    String next(RandomGenerator random) {
        long oldest = calls.incrementAndGet() / CALLS_BEFORE_THE_NEXT;
        return "+1206%07d".formatted(oldest + random.nextInt(AT_ONCE));
    }
}
