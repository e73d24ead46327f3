package dev.contactsimulator.chat;

import dev.contactsimulator.contact.ChatName;

/** Remembers which of a chat's contacts is current. It may be behind; it is never ahead. */
public interface CurrentContacts {

    /** The newest contact of the chat that is known of, or its first. */
    CurrentContact of(ChatName chat);

    /** Takes a newer contact, or more about the one that it has; does not go back to an older one. */
    void advance(ChatName chat, CurrentContact current);
}
