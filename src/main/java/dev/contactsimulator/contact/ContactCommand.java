package dev.contactsimulator.contact;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a chat contact may be asked to do. Time comes with the command; the contact does not read a clock. */
public sealed interface ContactCommand {

    ContactId contactId();

    Instant at();

    /** Whether the command creates its contact if there is none yet. */
    default boolean createsContact() {
        return false;
    }

    /** A command of SendChatIntegrationEvent, with an {@link Outcome}. */
    sealed interface ChatIntegrationCommand extends ContactCommand {}

    /** MESSAGE: opens the contact if there is none yet. */
    record ReceiveMessage(
            ContactId contactId,
            ChatName chat,
            int number,
            Destination destination,
            NewSession newSession,
            MessageContent message,
            Instant at)
            implements ChatIntegrationCommand {

        @Override
        public boolean createsContact() {
            return true;
        }
    }

    /** EVENT: typing, an acknowledgement, or a receipt for {@code messageId}. */
    record ReceiveEvent(
            ContactId contactId,
            String contentType,
            @Nullable String messageId,
            Instant at) implements ChatIntegrationCommand {}

    /** DISCONNECT: the customer leaves, the chat ends. */
    record ReceiveDisconnect(ContactId contactId, Instant at) implements ChatIntegrationCommand {}

    record StopContact(ContactId contactId, Instant at) implements ContactCommand {}

    /** Ends the contact if its chat duration is over at {@code at}. */
    record ExpireContact(ContactId contactId, Instant at) implements ContactCommand {}

    record UpdateAttributes(ContactId contactId, Map<String, String> attributes, Instant at)
            implements ContactCommand {}

    record TagContact(ContactId contactId, Map<String, String> tags, Instant at) implements ContactCommand {}

    record UntagContact(ContactId contactId, Set<String> tagKeys, Instant at) implements ContactCommand {}
}
