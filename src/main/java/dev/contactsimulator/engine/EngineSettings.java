package dev.contactsimulator.engine;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many contacts are kept in memory; the others are read from the log when they are needed.
 *
 * @param contacts memory for the state of contacts (96 MB: some 30,000 contacts, fewer if they are very busy)
 */
@ConfigurationProperties("simulator.memory")
record EngineSettings(@DefaultValue("96MB") DataSize contacts) {

    EngineSettings {
        if (contacts.toBytes() < 1) throw new IllegalArgumentException("simulator.memory.contacts must be positive");
    }
}
