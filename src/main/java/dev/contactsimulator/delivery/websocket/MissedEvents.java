package dev.contactsimulator.delivery.websocket;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.RecordedEvent;
import dev.contactsimulator.eventlog.StoredEvent;
import java.util.List;
import java.util.UUID;

/** Reads what a contact has in the log after a position, a page at a time. For one thread. */
final class MissedEvents {

    private static final int PAGE_EVENTS = 64;
    private static final int PAGE_BYTES = 256 << 10;

    private final EventLog log;
    private final UUID contactId;
    private final long after;
    private int nextSequence = -1;

    MissedEvents(EventLog log, UUID contactId, long after) {
        this.log = log;
        this.contactId = contactId;
        this.after = after;
    }

    /** The next events in order; empty if there are no more for now. */
    List<RecordedEvent> next() {
        if (nextSequence < 0) nextSequence = firstPage();
        while (true) {
            List<StoredEvent> page = log.readContact(contactId, nextSequence, PAGE_EVENTS, PAGE_BYTES);
            if (page.isEmpty()) return List.of();
            nextSequence = page.getLast().sequence() + 1;
            List<RecordedEvent> missed = page.stream()
                    .filter(event -> event.position() > after)
                    .map(log::decode)
                    .toList();
            if (!missed.isEmpty()) return missed;
        }
    }

    /** Looks from the end backwards, since little is missed as a rule. */
    private int firstPage() {
        List<StoredEvent> page = log.readNewest(contactId, PAGE_EVENTS, 1);
        while (!page.isEmpty()
                && page.getFirst().position() > after
                && page.getFirst().sequence() >= PAGE_EVENTS) {
            page = log.readContact(contactId, page.getFirst().sequence() - PAGE_EVENTS, 1);
        }
        return page.isEmpty() ? 0 : page.getFirst().sequence();
    }
}
