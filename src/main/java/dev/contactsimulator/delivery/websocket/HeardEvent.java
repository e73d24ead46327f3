package dev.contactsimulator.delivery.websocket;

import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.delivery.ItemJson;
import dev.contactsimulator.delivery.ItemJson.Receipts;
import dev.contactsimulator.eventlog.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event of a chat, rendered once for all its participants.
 *
 * @param frame what is sent; null if participants see nothing of the event
 */
record HeardEvent(
        long position, ContactEvent event, @Nullable String frame) {

    static HeardEvent of(RecordedEvent recorded) {
        ContactEvent event = (ContactEvent) recorded.payload();
        String frame = ChatItem.of(event)
                .map(item -> Frames.item(ItemJson.text(event.contactId(), item, Receipts.AS_METADATA)))
                .orElse(null);
        return new HeardEvent(recorded.position(), event, frame);
    }

    boolean endsChat() {
        return event instanceof Disconnected;
    }

    /** After that it hears of the end of the chat only. */
    boolean endsMembership(ParticipantId participant) {
        return event instanceof ParticipantLeft left && left.participant().id().equals(participant);
    }
}
