package dev.contactsimulator.engine;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;

/**
 * Ids for Axon's messages, of which each command needs three: they are not secrets, so they come from a fast
 * source without contention. Found by Axon through {@code META-INF/services}.
 */
public final class MessageIdentifiers extends IdentifierFactory {

    @Override
    public String generateIdentifier() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 1L << 63).toString();
    }
}
