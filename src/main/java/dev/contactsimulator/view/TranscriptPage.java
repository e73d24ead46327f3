package dev.contactsimulator.view;

import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.EventPages;
import dev.contactsimulator.eventlog.StoredEvent;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Items of a transcript, read from the log as they are asked for. Messages, joins, leaves and the end are items; typing
 * and acknowledgements are not, and receipts are part of the message that they are for. For one thread.
 */
public final class TranscriptPage implements Iterator<TranscriptItem> {

    /** The receipts of so many messages are held at a time. */
    private static final int RECEIPTS_ITEMS = 1_000;

    private final EventLog log;
    private final ContactId contactId;
    private final Predicate<ChatItem> shown;
    private final int limit;
    private final EventPages events;
    private @Nullable Receipts receipts;
    private @Nullable TranscriptItem item;
    private int itemSequence;
    private int taken;

    TranscriptPage(EventLog log, ContactId contactId, Predicate<ChatItem> shown, int fromSequence, int limit) {
        this.log = log;
        this.contactId = contactId;
        this.shown = shown;
        this.limit = limit;
        events = EventPages.ofContact(log, contactId.value(), fromSequence, Integer.MAX_VALUE);
        advance();
    }

    @Override
    public boolean hasNext() {
        return taken < limit && item != null;
    }

    @Override
    public TranscriptItem next() {
        TranscriptItem next = item;
        if (next == null || !hasNext()) throw new NoSuchElementException();
        if (receipts == null || taken % RECEIPTS_ITEMS == 0 && !receipts.areAll()) {
            receipts = Receipts.read(log, contactId, itemSequence, next.id(), RECEIPTS_ITEMS);
        }
        taken++;
        advance();
        return next.with(receipts.of(next.id()));
    }

    /** The sequence of the event of the item after those that were taken, if there is one. */
    public OptionalInt following() {
        return item == null ? OptionalInt.empty() : OptionalInt.of(itemSequence);
    }

    private void advance() {
        item = null;
        while (item == null && events.hasNext()) {
            StoredEvent stored = events.next();
            itemSequence = stored.sequence();
            if (log.decode(stored).payload() instanceof ContactEvent event) item = itemOf(event);
        }
    }

    private @Nullable TranscriptItem itemOf(ContactEvent event) {
        return ChatItem.of(event)
                .filter(ChatItem::isInTranscript)
                .filter(shown)
                .map(each -> new TranscriptItem(each, List.of()))
                .orElse(null);
    }
}
