package dev.contactsimulator.view;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.DataEvent;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.contact.Participant;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.view.TranscriptItem.Receipt;
import dev.contactsimulator.view.TranscriptItem.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fold of a contact's events into the items of its transcript. Messages, joins, leaves and the end are items; typing
 * and acknowledgements are not, and receipts are part of the message that they are for.
 */
final class Transcript {

    private final LinkedHashMap<ItemId, TranscriptItem> items = new LinkedHashMap<>();
    private final Map<ItemId, LinkedHashMap<ParticipantId, Receipt>> receipts = new LinkedHashMap<>();

    void apply(ContactEvent event) {
        switch (event) {
            case MessageSent(var contact, var id, var from, var message, var at) ->
                add(new TranscriptItem(
                        at.truncatedTo(MILLIS),
                        id,
                        Type.MESSAGE,
                        message.contentType(),
                        message.content(),
                        from,
                        List.of()));
            case ParticipantJoined(var contact, var id, var participant, var at) ->
                addEvent(id, ContentTypes.PARTICIPANT_JOINED, participant, at);
            case ParticipantLeft(var contact, var id, var participant, var at) ->
                addEvent(id, ContentTypes.PARTICIPANT_LEFT, participant, at);
            case Disconnected(var contact, var id, var reason, var at) ->
                addEvent(id, ContentTypes.CHAT_ENDED, null, at);
            case EventSent(var contact, var id, var from, var contentType, var receiptFor, var at) -> {
                if (receiptFor != null) addReceipt(receiptFor, from.id(), contentType, at.truncatedTo(MILLIS));
            }
            case ContactCreated _, DataEvent _ -> {}
        }
    }

    /** In the order in which they happened. */
    List<TranscriptItem> items() {
        List<TranscriptItem> all = new ArrayList<>(items.size());
        items.forEach((id, item) -> {
            var received = receipts.get(id);
            all.add(received == null ? item : item.with(List.copyOf(received.values())));
        });
        return all;
    }

    private void add(TranscriptItem item) {
        items.put(item.id(), item);
    }

    private void addEvent(ItemId id, String contentType, @Nullable Participant participant, Instant at) {
        add(new TranscriptItem(at.truncatedTo(MILLIS), id, Type.EVENT, contentType, null, participant, List.of()));
    }

    /** The first of several receipts of a kind counts: a message arrives, and is read, once. */
    private void addReceipt(ItemId message, ParticipantId recipient, String contentType, Instant at) {
        boolean read = contentType.equals(ContentTypes.MESSAGE_READ);
        Receipt receipt = read ? new Receipt(recipient, null, at) : new Receipt(recipient, at, null);
        receipts.computeIfAbsent(message, id -> new LinkedHashMap<>())
                .merge(
                        recipient,
                        receipt,
                        (earlier, later) -> new Receipt(
                                recipient,
                                earlier.deliveredTimestamp() != null
                                        ? earlier.deliveredTimestamp()
                                        : later.deliveredTimestamp(),
                                earlier.readTimestamp() != null ? earlier.readTimestamp() : later.readTimestamp()));
    }
}
