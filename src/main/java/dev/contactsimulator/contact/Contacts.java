package dev.contactsimulator.contact;

import java.util.Optional;

/**
 * Sends commands to contacts. When {@code send} returns, the events of the command are durable. A command that
 * repeats a call which its contact has handled is not handled again; it has the outcome of the first time.
 *
 * <p>A contact in memory may lack what another node has added. A command that was handled on
 * such a state is handled again on the state in the log.
 */
public interface Contacts {

    /**
     * @return the outcome of the command, or empty if there is no such contact
     * @throws ContactRejection if a rule forbids it; nothing has changed then
     */
    Optional<Outcome> send(ContactCommand command, RequestContext context);
}
