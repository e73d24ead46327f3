package dev.contactsimulator.view;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.FollowerBehind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Queries over contacts. Read-your-writes holds on every node: a result shows each write that was acknowledged before the
 * query. If the view does not get that far in time, the query fails with {@link FollowerBehind}.
 */
@Component
public final class ContactQueries {

    private final ContactView view;
    private final StoredContacts contacts;
    private final ContactSearches searches;

    ContactQueries(ContactView view, StoredContacts contacts, SearchConnections connections) {
        this.view = view;
        this.contacts = contacts;
        this.searches = new ContactSearches(connections, SearchBounds.DEFAULT);
    }

    public Optional<ContactRow> contact(ContactId contactId) {
        view.awaitCurrent();
        return contacts.findByContactId(contactId.value()).map(StoredContact::row);
    }

    /** A contact is of one instance and unknown in every other. */
    public Optional<ContactRow> contact(String instanceId, ContactId contactId) {
        return contact(contactId)
                .filter(contact -> contact.origin().instanceId().equals(instanceId));
    }

    /** All contacts of the tree that a contact is part of (ListAssociatedContacts): those of its chain, in their order. */
    public List<ContactRow> tree(String instanceId, ContactId contactId) {
        return contact(instanceId, contactId)
                .flatMap(contact -> contacts.findByContactId(
                                contact.initialContactId().value())
                        .map(StoredContact::row))
                .map(this::chain)
                .orElse(List.of());
    }

    private List<ContactRow> chain(ContactRow initial) {
        List<UUID> further =
                initial.chain().further().stream().map(ContactId::value).toList();
        if (further.isEmpty()) return List.of(initial);
        List<ContactRow> chain = new ArrayList<>(List.of(initial));
        contacts.findByContactIdIn(further).stream()
                .map(StoredContact::row)
                .sorted(Comparator.comparing(
                        row -> further.indexOf(row.contactId().value())))
                .forEach(chain::add);
        return chain;
    }

    /** The first contact of a chain; empty if the contact is not a further one of any. */
    public Optional<ContactId> initialContact(ContactId further) {
        return contact(further).map(ContactRow::initialContactId).filter(initial -> !initial.equals(further));
    }

    /** The active contacts to which something will happen by itself first, in that order. */
    public List<ContactRow> firstDue(int limit) {
        view.awaitCurrent();
        return contacts.findByEndedAtIsNullOrderByDueAtAscContactIdAsc(Limit.of(limit)).stream()
                .map(StoredContact::row)
                .toList();
    }

    /**
     * @throws InvalidPageToken if the page token is not one of this search
     * @throws SearchesBusy if too many others are running
     */
    public ContactPage search(ContactSearch search) {
        view.awaitCurrent();
        return searches.run(search);
    }
}
