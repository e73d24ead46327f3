package dev.contactsimulator.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.EventPages;
import dev.contactsimulator.eventlog.RecordedEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The facts of the active contacts that a follower has met, as they are where it is. It holds a bounded number; those of
 * another contact are read from the log when they are needed. For one thread.
 */
final class KnownContacts {

    private static final int MAX_CONTACTS = 20_000;

    private final EventLog log;
    private final Cache<UUID, ContactFacts> contacts =
            Caffeine.newBuilder().maximumSize(MAX_CONTACTS).build();

    KnownContacts(EventLog log) {
        this.log = log;
    }

    /**
     * The facts at an event. Facts that are held but not those of the event before, since events were taken again, are read
     * again.
     */
    ContactFacts at(RecordedEvent recorded) {
        ContactFacts facts = follow(recorded);
        if (facts != null) return facts;
        return keep(recorded, read(recorded));
    }

    /** Takes note of an event for which nobody needs the facts, and reads nothing. */
    void pass(RecordedEvent recorded) {
        if (follow(recorded) == null) contacts.invalidate(recorded.contactId());
    }

    private @Nullable ContactFacts follow(RecordedEvent recorded) {
        if (recorded.payload() instanceof ContactCreated) return keep(recorded, ContactFacts.after(null, recorded));
        ContactFacts before = contacts.getIfPresent(recorded.contactId());
        if (before == null || before.sequence() + 1 != recorded.sequence()) return null;
        return keep(recorded, ContactFacts.after(before, recorded));
    }

    /** Few events follow the end of a contact. */
    private ContactFacts keep(RecordedEvent recorded, ContactFacts facts) {
        if (recorded.payload() instanceof Disconnected) {
            contacts.invalidate(recorded.contactId());
        } else {
            contacts.put(recorded.contactId(), facts);
        }
        return facts;
    }

    private ContactFacts read(RecordedEvent recorded) {
        EventPages earlier = EventPages.ofContact(log, recorded.contactId(), 0, recorded.sequence());
        ContactFacts facts = null;
        while (earlier.hasNext()) facts = ContactFacts.after(facts, log.decode(earlier.next()));
        return ContactFacts.after(facts, recorded);
    }
}
