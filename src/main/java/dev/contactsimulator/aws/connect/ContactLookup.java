package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.view.ContactQueries;
import dev.contactsimulator.view.ContactRow;
import org.springframework.stereotype.Component;

/** Finds the contact that a request names. */
@Component
final class ContactLookup {

    private final ContactQueries contacts;
    private final Instance instance;

    ContactLookup(ContactQueries contacts, Instance instance) {
        this.contacts = contacts;
        this.instance = instance;
    }

    /** @throws AwsException (ResourceNotFoundException) if there is no such instance or no such contact */
    ContactRow find(ContactReference contact) {
        instance.require(contact.instanceId());
        return contact.id()
                .flatMap(id -> contacts.contact(instance.id(), id))
                .orElseThrow(ConnectErrors::noSuchContact);
    }
}
