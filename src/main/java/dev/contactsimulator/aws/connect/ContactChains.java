package dev.contactsimulator.aws.connect;

import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.RequestContext;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends commands to chats by the id of any contact of their chains. The events are in the stream of the first one, so
 * that id is tried first, and costs nothing more; of which chain another one is, the view knows.
 */
public final class ContactChains {

    private final Contacts contacts;
    private final Function<ContactId, Optional<ContactId>> initialOf;

    /** @param initialOf finds the first contact of the chain that a further one belongs to; costs a query */
    ContactChains(Contacts contacts, Function<ContactId, Optional<ContactId>> initialOf) {
        this.contacts = contacts;
        this.initialOf = initialOf;
    }

    /**
     * @param command makes the command for the first contact of the chain; creates none
     * @return the outcome, or empty if there is no such contact
     */
    public Optional<Outcome> send(
            ContactId anyOfChain, Function<ContactId, ContactCommand> command, RequestContext context) {
        return contacts.send(command.apply(anyOfChain), context)
                .or(() -> initialOf(anyOfChain).flatMap(initial -> contacts.send(command.apply(initial), context)));
    }

    /** The first contact of the chain that a further contact belongs to; empty for all others. */
    public Optional<ContactId> initialOf(ContactId further) {
        return initialOf.apply(further);
    }
}
