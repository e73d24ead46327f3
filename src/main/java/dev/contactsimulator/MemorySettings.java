package dev.contactsimulator;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is kept in memory; what is not is read from the log when it is needed.
 *
 * @param contacts the most contacts whose state is kept (10,000; about 2 KB each)
 * @param chats the most chats whose current contact is known (100,000; about 300 bytes each)
 */
@ConfigurationProperties("simulator.memory")
record MemorySettings(@DefaultValue("10000") long contacts, @DefaultValue("100000") long chats) {

    MemorySettings {
        if (contacts < 1 || chats < 1) {
            throw new IllegalArgumentException("simulator.memory.contacts and simulator.memory.chats must be positive");
        }
    }
}
