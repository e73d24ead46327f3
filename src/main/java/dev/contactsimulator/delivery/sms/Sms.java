package dev.contactsimulator.delivery.sms;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.delivery.PhoneNumbers;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's phone shows of a chat: what a bot, an agent or a flow says, streamed or not.
 *
 * @param to the customer's number, as it was given
 * @param from the number that the customer wrote to, or the DestinationId if it has none
 */
public record Sms(
        String to, String from, String text, String contentType, Instant time, String contactId, String itemId) {

    private static final Set<String> SUBTYPES = Set.of("connect:SMS", "connect:WhatsApp");

    /** Empty if the event is no message, or the customer's own. */
    static Optional<Sms> of(ContactEvent event, @Nullable ChatName chat, PhoneNumbers numbers) {
        if (!(event instanceof MessageSent sent) || !isOutbound(event) || chat == null || !isOnPhone(chat))
            return Optional.empty();
        return Optional.of(new Sms(
                chat.sourceId(),
                numbers.of(chat.destinationId()).orElse(chat.destinationId()),
                sent.message().content(),
                sent.message().contentType(),
                sent.at(),
                sent.contactId().toString(),
                sent.itemId().toString()));
    }

    static boolean isOutbound(ContactEvent event) {
        return event instanceof MessageSent sent && sent.from().role() != ParticipantRole.CUSTOMER;
    }

    /** Whether a chat came by SMS or WhatsApp; one that says nothing else is taken for such a one. */
    static boolean isOnPhone(@Nullable ChatName chat) {
        return chat != null && (chat.subtype() == null || SUBTYPES.contains(chat.subtype()));
    }
}
