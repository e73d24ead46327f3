package dev.contactsimulator.chat;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.EventLog;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives contacts that are in no chat with others their ids (StartChatContact). The same "ClientToken" gives the same id, on
 * every node and however late it comes, so the log's uniqueness of (contact, sequence 0) makes a call count once.
 */
public final class StartedContacts {

    /** Contacts of chats are numbered from 1. */
    private static final int NUMBER = 0;

    private final EventLog log;
    private final ContactNumbering numbering;
    private final Supplier<UUID> random;

    StartedContacts(EventLog log, ContactNumbering numbering, Supplier<UUID> random) {
        this.log = log;
        this.numbering = numbering;
        this.random = random;
    }

    /** @param clientToken null if the caller gave none: then each call begins a contact of its own */
    public ContactId idFor(String instanceId, @Nullable String clientToken) {
        if (clientToken == null) return new ContactId(random.get());
        return numbering.contact(log.timeline().epoch(), new ChatName(clientToken, instanceId, null), NUMBER);
    }
}
