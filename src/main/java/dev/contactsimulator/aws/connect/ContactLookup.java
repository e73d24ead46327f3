package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.view.ContactQueries;
import dev.contactsimulator.view.ContactRow;
import org.springframework.stereotype.Component;

/** Finds the contact that a request names. */
@Component
final class ContactLookup {

    private final ContactQueries contacts;
    private final Instances instances;

    ContactLookup(ContactQueries contacts, Instances instances) {
        this.contacts = contacts;
        this.instances = instances;
    }

    /** @throws AwsException (ResourceNotFoundException) if there is no such instance or no such contact */
    ContactRow find(ContactReference contact) {
        Instance instance = instances.require(contact.instanceId());
        return contact.id()
                .flatMap(id -> contacts.contact(instance.id(), id))
                .orElseThrow(ConnectErrors::noSuchContact);
    }
}
