package dev.contactsimulator.chat;

import dev.contactsimulator.contact.ChatName;

/** Knows which of a chat's contacts is current. It may be behind the log, never ahead of it. */
public interface CurrentContacts {

    /** The newest known contact of the chat, or its first. */
    CurrentContact of(ChatName chat);

    /** Takes a newer contact, or the same with its past; never goes back to an older one. */
    void advance(ChatName chat, CurrentContact current);
}
