package dev.contactsimulator.view;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.StoredEvent;
import dev.contactsimulator.view.TranscriptItem.Receipt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** When the messages of a part of a transcript were received and read. A receipt may come any time after its message. */
final class Receipts {

    private static final int PAGE_EVENTS = 1_000;

    private final UUID first;
    private final int messages;

    /** By message. The ids of a contact's items are in the order of the items. */
    private final TreeMap<UUID, Map<ParticipantId, Receipt>> byMessage = new TreeMap<>();

    private boolean all = true;

    private Receipts(ItemId first, int messages) {
        this.first = first.value();
        this.messages = messages;
    }

    /** Those of at most {@code messages} messages, beginning with the item {@code first}, whose event is {@code sequence}. */
    static Receipts read(EventLog log, ContactId contactId, int sequence, ItemId first, int messages) {
        Receipts receipts = new Receipts(first, messages);
        List<StoredEvent> page;
        int from = sequence;
        do {
            page = log.readContact(contactId.value(), EventSent.class, from, PAGE_EVENTS);
            for (StoredEvent stored : page) {
                if (log.decode(stored).payload() instanceof EventSent event) receipts.add(event);
                from = stored.sequence() + 1;
            }
        } while (page.size() == PAGE_EVENTS);
        return receipts;
    }

    /** Whether those of all later messages are among them. */
    boolean areAll() {
        return all;
    }

    List<Receipt> of(ItemId message) {
        return List.copyOf(byMessage.getOrDefault(message.value(), Map.of()).values());
    }

    /** The first of several receipts of a kind counts: a message arrives, and is read, once. */
    private void add(EventSent event) {
        ItemId message = event.receiptFor();
        if (message == null || message.value().compareTo(first) < 0) return;
        var at = event.at().truncatedTo(MILLIS);
        ParticipantId recipient = event.from().id();
        boolean read = event.contentType().equals(ContentTypes.MESSAGE_READ);
        Receipt receipt = read ? new Receipt(recipient, null, at) : new Receipt(recipient, at, null);
        byMessage
                .computeIfAbsent(message.value(), id -> new LinkedHashMap<>())
                .merge(
                        recipient,
                        receipt,
                        (earlier, later) -> new Receipt(
                                recipient,
                                earlier.deliveredTimestamp() != null
                                        ? earlier.deliveredTimestamp()
                                        : later.deliveredTimestamp(),
                                earlier.readTimestamp() != null ? earlier.readTimestamp() : later.readTimestamp()));
        if (byMessage.size() > messages) {
            byMessage.pollLastEntry();
            all = false;
        }
    }
}
