package dev.contactsimulator.engine;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How many contacts are kept in memory; the others are read from the log when they are needed.
 *
 * @param contacts memory for the state of contacts. By default a quarter of the heap, but at most 128 MB: 50,000 contacts with
 *     40 messages each, more if they are shorter
 */
@ConfigurationProperties("simulator.memory")
record EngineSettings(@Nullable DataSize contacts) {

    private static final DataSize MAX_DEFAULT = DataSize.ofMegabytes(128);

    EngineSettings {
        if (contacts != null && contacts.toBytes() < 1) {
            throw new IllegalArgumentException("simulator.memory.contacts must be positive");
        }
    }

    /** @param heap the maximum of the heap, in bytes */
    DataSize contactsIn(long heap) {
        return contacts != null ? contacts : DataSize.ofBytes(Math.min(heap / 4, MAX_DEFAULT.toBytes()));
    }
}
