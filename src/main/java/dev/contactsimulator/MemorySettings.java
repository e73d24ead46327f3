package dev.contactsimulator;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much is kept in memory; what is not is read from the log when it is needed.
 *
 * @param contacts for the state of contacts (96 MB: some 30,000 contacts, fewer if they are very busy)
 * @param chats for which contact of a chat is current (32 MB: some 50,000 chats)
 */
@ConfigurationProperties("simulator.memory")
record MemorySettings(
        @DefaultValue("96MB") DataSize contacts,
        @DefaultValue("32MB") DataSize chats) {

    MemorySettings {
        if (contacts.toBytes() < 1 || chats.toBytes() < 1) {
            throw new IllegalArgumentException("simulator.memory.contacts and simulator.memory.chats must be positive");
        }
    }
}
