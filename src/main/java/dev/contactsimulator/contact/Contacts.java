package dev.contactsimulator.contact;

import java.util.Optional;

/**
 * All contacts: the way in for commands. When {@code send} returns, what the command led to is durable.
 *
 * <p>Contacts may be cached, and a cached contact may lack what another node has added. That is harmless where it leads to
 * events, because the log refuses them then. But a refusal leads to none, so before it is passed on, the command is put to
 * the contact as the log has it.
 */
public interface Contacts {

    /**
     * @return what the contact made of the command, or empty if there is no such contact
     * @throws ContactRejection if a rule forbids it; nothing has changed then
     */
    Optional<Outcome> send(ContactCommand command, RequestContext cause);
}
