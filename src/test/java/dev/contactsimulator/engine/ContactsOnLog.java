package dev.contactsimulator.engine;

import dev.contactsimulator.contact.Contacts;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.util.unit.DataSize;

/** Contacts as the program wires them, without the program around them. */
public final class ContactsOnLog {

    public static Contacts of(EventStore events) {
        return new AxonContacts(events, new ContactCache(DataSize.ofMegabytes(96)));
    }

    private ContactsOnLog() {}
}
