package dev.contactsimulator.view;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.Recorded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Applies many events to the rows at once: reads each row that they touch, folds in memory, writes each row that has
 * changed. A busy chat costs one write for all of its messages in a batch.
 */
final class ContactFold {

    private final ContactRows rows;

    ContactFold(ContactRows rows) {
        this.rows = rows;
    }

    /** @param events the next ones of the log after those that the rows hold already */
    void apply(Connection transaction, List<Recorded> events) throws SQLException {
        Map<ContactId, ContactRow> current = rows.load(transaction, begunBefore(events));
        Map<ContactId, ContactRow> changed = new HashMap<>();
        for (Recorded recorded : events) {
            if (!(recorded.payload() instanceof ContactEvent event)) continue;
            ContactRow before = current.get(event.contactId());
            ContactRow after = ContactProjection.apply(before, event, recorded.position());
            if (after == before) continue;
            current.put(event.contactId(), after);
            changed.put(event.contactId(), after);
        }
        rows.save(transaction, changed.values());
    }

    private static Set<UUID> begunBefore(List<Recorded> events) {
        Set<UUID> begunHere = new HashSet<>();
        Set<UUID> begunBefore = new HashSet<>();
        for (Recorded recorded : events) {
            if (recorded.payload() instanceof ContactCreated) {
                begunHere.add(recorded.contactId());
            } else if (!begunHere.contains(recorded.contactId())) {
                begunBefore.add(recorded.contactId());
            }
        }
        return begunBefore;
    }
}
