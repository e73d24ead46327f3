package dev.contactsimulator.view;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.FollowerBehind;
import dev.contactsimulator.view.Criterion.AllOf;
import dev.contactsimulator.view.Criterion.IsActive;
import dev.contactsimulator.view.Criterion.Time;
import jakarta.persistence.criteria.Expression;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/**
 * Queries over contacts. Read-your-writes holds on every node: a result shows each write that was acknowledged before the
 * query. If the view does not get that far in time, the query fails with {@link FollowerBehind}.
 */
@Component
public final class ContactQueries {

    private final ContactView view;
    private final StoredContacts contacts;

    ContactQueries(ContactView view, StoredContacts contacts) {
        this.view = view;
        this.contacts = contacts;
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

    /** All contacts of the tree that a contact is part of (ListAssociatedContacts): so far, the contact alone. */
    public List<ContactRow> tree(String instanceId, ContactId contactId) {
        return contact(instanceId, contactId).stream().toList();
    }

    /** The active contacts whose chats expire first, in that order. */
    public List<ContactRow> firstToExpire(int limit) {
        ContactSearch search = new ContactSearch(
                List.of(new IsActive(true)), new ContactSearch.Order(Time.EXPIRES, false), limit, null);
        return search(search).contacts();
    }

    /** @throws InvalidPageToken if the page token is not one of this search */
    public ContactPage search(ContactSearch search) {
        view.awaitCurrent();
        Specification<StoredContact> found = matching(search.criteria());
        Specification<StoredContact> page = found.and(ordered(search.order()));
        String token = search.pageToken();
        if (token != null) page = page.and(behind(PageToken.of(token, search), search.order()));
        List<ContactRow> rows = contacts
                .findBy(page, query -> query.limit(search.limit() + 1).all())
                .stream()
                .map(StoredContact::row)
                .toList();
        boolean all = token == null && rows.size() <= search.limit();
        long total = all ? rows.size() : Math.min(contacts.count(found), ContactPage.MAX_TOTAL);
        if (rows.size() <= search.limit()) return new ContactPage(rows, null, total);
        List<ContactRow> shown = rows.subList(0, search.limit());
        return new ContactPage(shown, PageToken.behind(shown.getLast(), search).text(), total);
    }

    private static Specification<StoredContact> matching(List<Criterion> criteria) {
        return (contact, query, sql) -> new CriterionPredicate(contact, sql).of(new AllOf(criteria));
    }

    private static Specification<StoredContact> ordered(ContactSearch.Order order) {
        return (contact, query, sql) -> {
            Expression<Instant> time = new CriterionPredicate(contact, sql).orNotYet(order.by());
            query.orderBy(order.descending() ? sql.desc(time) : sql.asc(time), sql.asc(contact.get("contactId")));
            return sql.conjunction();
        };
    }

    private static Specification<StoredContact> behind(PageToken last, ContactSearch.Order order) {
        return (contact, query, sql) -> {
            Expression<Instant> time = new CriterionPredicate(contact, sql).orNotYet(order.by());
            return sql.or(
                    order.descending() ? sql.lessThan(time, last.at()) : sql.greaterThan(time, last.at()),
                    sql.and(sql.equal(time, last.at()), sql.greaterThan(contact.get("contactId"), last.contactId())));
        };
    }
}
