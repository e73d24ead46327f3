package dev.contactsimulator.chat;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many chats are kept in memory; the others are read from the log when they are needed.
 *
 * @param chats memory for which contact of a chat is current (32 MB: some 50,000 chats)
 */
@ConfigurationProperties("simulator.memory")
record ChatSettings(@DefaultValue("32MB") DataSize chats) {

    ChatSettings {
        if (chats.toBytes() < 1) throw new IllegalArgumentException("simulator.memory.chats must be positive");
    }
}
