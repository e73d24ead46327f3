package dev.contactsimulator.contact;

import java.util.Optional;

/** All contacts: the way in for commands. When {@code send} returns, what the command led to is durable. */
public interface Contacts {

    /**
     * @return what the contact made of the command, or empty if there is no such contact
     * @throws ContactRejection if a rule forbids it; nothing has changed then
     */
    Optional<Outcome> send(ContactCommand command, Cause cause);
}
