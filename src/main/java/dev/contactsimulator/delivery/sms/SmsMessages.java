package dev.contactsimulator.delivery.sms;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.delivery.PhoneNumbers;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.StoredEvent;
import dev.contactsimulator.view.ContactPage;
import dev.contactsimulator.view.ContactQueries;
import dev.contactsimulator.view.ContactRow;
import dev.contactsimulator.view.ContactSearch;
import dev.contactsimulator.view.Criterion;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a phone has shown, read from the chats of its number. Read-your-writes holds. */
public final class SmsMessages {

    /** @param next behind which position the next page begins; null on the last page */
    public record Page(List<Sms> messages, @Nullable Long next) {}

    private record Placed(long position, Sms sms) {}

    private static final int CONTACTS_AT_ONCE = 100;
    private static final int EVENTS_AT_ONCE = 1_000;

    private static final ContactSearch.Order OLDEST_FIRST = new ContactSearch.Order(Criterion.Time.INITIATED, false);

    private final ContactQueries contacts;
    private final EventLog events;
    private final PhoneNumbers numbers;

    public SmsMessages(ContactQueries contacts, EventLog events, PhoneNumbers numbers) {
        this.contacts = contacts;
        this.events = events;
        this.numbers = numbers;
    }

    /**
     * In the order of their events.
     *
     * @param after the position of the last message of the page before, or 0
     */
    public Page page(String to, long after, int limit) {
        // The latest of those held is first, so that it is the one to go when there are too many.
        PriorityQueue<Placed> earliest =
                new PriorityQueue<>(Comparator.comparingLong(Placed::position).reversed());
        @Nullable String token = null;
        do {
            ContactPage page = contacts.search(
                    new ContactSearch(List.of(new Criterion.FromSource(to)), OLDEST_FIRST, CONTACTS_AT_ONCE, token));
            page.contacts().forEach(contact -> add(earliest, contact, after, limit + 1));
            token = page.nextToken();
        } while (token != null);
        boolean more = earliest.size() > limit;
        if (more) earliest.poll();
        List<Placed> listed = earliest.stream()
                .sorted(Comparator.comparingLong(Placed::position))
                .toList();
        return new Page(
                listed.stream().map(Placed::sms).toList(),
                more ? listed.getLast().position() : null);
    }

    private void add(PriorityQueue<Placed> earliest, ContactRow contact, long after, int limit) {
        if (!Sms.isOnPhone(contact.origin().chat())) return;
        UUID id = contact.contactId().value();
        int from = 0;
        List<StoredEvent> page;
        do {
            page = events.readContact(id, MessageSent.class, from, EVENTS_AT_ONCE);
            for (StoredEvent stored : page) {
                from = stored.sequence() + 1;
                if (stored.position() <= after) continue;
                ContactEvent event = (ContactEvent) events.decode(stored).payload();
                Sms.of(event, contact.origin().chat(), numbers)
                        .ifPresent(sms -> earliest.add(new Placed(stored.position(), sms)));
                if (earliest.size() > limit) earliest.poll();
            }
        } while (page.size() == EVENTS_AT_ONCE);
    }
}
