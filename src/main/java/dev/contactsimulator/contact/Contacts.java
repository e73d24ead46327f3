package dev.contactsimulator.contact;

import java.util.Optional;

/**
 * All contacts: the way in for commands. When {@code send} returns, what the command led to is durable. A command that
 * repeats a call which its contact has handled is not handled again; its outcome is that of the first time.
 *
 * <p>A contact in memory may lack what another node has added. Whatever is decided on such a state is decided again on
 * the state in the log.
 */
public interface Contacts {

    /**
     * @return what the contact made of the command, or empty if there is no such contact
     * @throws ContactRejection if a rule forbids it; nothing has changed then
     */
    Optional<Outcome> send(ContactCommand command, RequestContext context);
}
