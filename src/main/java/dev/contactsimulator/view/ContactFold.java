package dev.contactsimulator.view;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Folds events in memory, as they come, into the rows that they touch; each of these is read once and written once,
 * however many messages its chat has had in between. Nothing is kept of the events themselves.
 */
final class ContactFold implements Follower.Handler {

    private static final int MAX_ROWS = 1_000;
    private static final int MAX_BYTES = 8 << 20;

    private final ContactRows rows;
    private final Map<ContactId, ContactRow> current = new HashMap<>();
    private final Set<ContactId> changed = new HashSet<>();
    private long bytes;

    ContactFold(ContactRows rows) {
        this.rows = rows;
    }

    /**
     * Adds the next events of the log. A row that is read may be of a later time than they, since other nodes write rows
     * as well: then it holds them already.
     */
    @Override
    public void take(List<RecordedEvent> events, Connection connection) throws SQLException {
        rows.load(connection, unknown(events)).forEach((id, row) -> {
            current.put(id, row);
            bytes += row.bytes();
        });
        for (RecordedEvent recorded : events) {
            if (!(recorded.payload() instanceof ContactEvent event)) continue;
            ContactRow before = current.get(event.contactId());
            if (before != null && before.position() >= recorded.position()) continue;
            ContactRow after = ContactProjection.apply(before, event, recorded.position());
            if (after == before) continue;
            current.put(event.contactId(), after);
            bytes += growth(before, after);
            changed.add(event.contactId());
        }
    }

    /** Most events change neither attributes nor tags, which need not be summed up again then. */
    private static int growth(@Nullable ContactRow before, ContactRow after) {
        if (before == null) return after.bytes();
        boolean same = before.attributes() == after.attributes() && before.tags() == after.tags();
        return same ? 0 : after.bytes() - before.bytes();
    }

    @Override
    public boolean isFull() {
        return current.size() >= MAX_ROWS || bytes >= MAX_BYTES;
    }

    /** Writes the rows that have changed. */
    @Override
    public void write(Connection transaction) throws SQLException {
        rows.save(transaction, changed.stream().map(current::get).toList());
    }

    @Override
    public void discard() {
        bytes = 0;
        current.clear();
        changed.clear();
    }

    /** The contacts whose rows are to be read: those that neither began among the events nor are held. */
    private Set<UUID> unknown(List<RecordedEvent> events) {
        Set<UUID> begunHere = new HashSet<>();
        Set<UUID> unknown = new HashSet<>();
        for (RecordedEvent recorded : events) {
            if (recorded.payload() instanceof ContactCreated) {
                begunHere.add(recorded.contactId());
            } else if (!begunHere.contains(recorded.contactId())
                    && !current.containsKey(new ContactId(recorded.contactId()))) {
                unknown.add(recorded.contactId());
            }
        }
        return unknown;
    }
}
