package dev.contactsimulator.aws.connect;

import dev.contactsimulator.contact.ContactId;
import java.util.Optional;

/** Which instance a contact is of. It never changes. */
@FunctionalInterface
interface ContactInstances {

    /** The id of the instance, or empty if there is no such contact. */
    Optional<String> instanceOf(ContactId contactId);
}
