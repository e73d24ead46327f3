package dev.contactsimulator.chat;

import dev.contactsimulator.contact.ContactCommand.ChatIntegrationCommand;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.eventlog.Timeline;
import dev.contactsimulator.eventlog.TimelineEnded;
import java.util.Optional;

/** Sends commands to contacts of chats. Which contact is current was found out on one timeline of the log. */
public interface ChatContacts {

    /**
     * As {@link dev.contactsimulator.contact.Contacts#send}.
     *
     * @param foundOn the timeline on which the command's contact is the current one
     * @return the outcome of the command, or empty if there is no such contact
     * @throws ContactRejection if a rule forbids it; nothing has changed then
     * @throws TimelineEnded if the log is on another timeline; nothing has changed then
     */
    Optional<Outcome> send(ChatIntegrationCommand command, RequestContext context, Timeline foundOn);

    /**
     * Returns when what was read on the timeline is as durable as an append, so that a client may be told of it.
     *
     * @throws TimelineEnded if the log is on another timeline
     */
    void confirm(Timeline timeline);
}
