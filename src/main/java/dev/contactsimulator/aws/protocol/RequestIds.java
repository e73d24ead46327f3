package dev.contactsimulator.aws.protocol;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes {@code x-amzn-RequestId}s: random UUIDs. They are not secrets, so they come from a fast source. */
public final class RequestIds {

    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 1L << 63).toString();
    }

    private RequestIds() {}
}
