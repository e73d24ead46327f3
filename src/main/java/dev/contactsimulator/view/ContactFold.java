package dev.contactsimulator.view;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.DataEvent;
import dev.contactsimulator.contact.ContactEvent.SegmentStarted;
import dev.contactsimulator.contact.ContactEvent.SessionEvent;
import dev.contactsimulator.contact.ContactEvent.TranscriptEvent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Folds events in memory, as they come, into the rows that they touch; each of these is read once and written once,
 * however many messages its chat has had in between. Nothing is kept of the events themselves.
 */
final class ContactFold implements Follower.Handler, ChainProjection.Rows {

    /** How much of the rows that have changed is written with one statement. */
    private static final int WRITE_ROWS = 1_000;

    private static final int WRITE_BYTES = 8 << 20;

    private final ContactRows rows;
    private final int maxRows;
    private final long maxBytes;
    private final Map<ContactId, ContactRow> current = new HashMap<>();
    private final Set<ContactId> changed = new HashSet<>();
    private long bytes;

    private ContactFold(ContactRows rows, int maxRows, long maxBytes) {
        this.rows = rows;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    /** A fold that is full when its rows can be written with one statement. */
    static ContactFold small(ContactRows rows) {
        return new ContactFold(rows, WRITE_ROWS, WRITE_BYTES);
    }

    /** A fold of as many rows as take {@code maxBytes} in memory, roughly. */
    static ContactFold ofBytes(ContactRows rows, long maxBytes) {
        return new ContactFold(rows, Integer.MAX_VALUE, maxBytes);
    }

    /**
     * Adds the next events of the log. A row that is read may be of a later time than they, since other nodes write rows
     * as well: then it holds them already.
     */
    @Override
    public void take(List<RecordedEvent> events, Connection connection) throws SQLException {
        load(unknown(events), connection);
        load(unknownOfChains(events), connection);
        for (RecordedEvent recorded : events) {
            if (recorded.payload() instanceof ContactEvent event) {
                ChainProjection.apply(this, event, recorded.position());
            }
        }
    }

    private void load(Set<UUID> contacts, Connection connection) throws SQLException {
        rows.load(connection, contacts).forEach((id, row) -> {
            current.put(id, row);
            bytes += row.bytes();
        });
    }

    @Override
    public @Nullable ContactRow get(ContactId contact) {
        return current.get(contact);
    }

    @Override
    public void put(@Nullable ContactRow before, ContactRow after) {
        current.put(after.contactId(), after);
        bytes += growth(before, after);
        changed.add(after.contactId());
    }

    /** Most events change neither attributes nor tags, which need not be summed up again then. */
    private static int growth(@Nullable ContactRow before, ContactRow after) {
        if (before == null) return after.bytes();
        boolean same = before.chain() == after.chain()
                && before.attributes() == after.attributes()
                && before.tags() == after.tags();
        return same ? 0 : after.bytes() - before.bytes();
    }

    @Override
    public boolean isFull() {
        return current.size() >= maxRows || bytes >= maxBytes;
    }

    /** Writes the rows that have changed since they were last written. */
    @Override
    public void write(Connection transaction) throws SQLException {
        List<ContactRow> batch = new ArrayList<>();
        long batchBytes = 0;
        for (ContactId id : changed) {
            ContactRow row = Objects.requireNonNull(current.get(id));
            batch.add(row);
            batchBytes += row.bytes();
            if (batch.size() == WRITE_ROWS || batchBytes >= WRITE_BYTES) {
                rows.save(transaction, batch);
                batch.clear();
                batchBytes = 0;
            }
        }
        rows.save(transaction, batch);
        changed.clear();
    }

    @Override
    public void discard() {
        bytes = 0;
        current.clear();
        changed.clear();
    }

    /** The contacts whose rows are to be read: those that neither began among the events nor are held. */
    private Set<UUID> unknown(List<RecordedEvent> events) {
        Set<ContactId> begunHere = new HashSet<>();
        Set<UUID> unknown = new HashSet<>();
        for (RecordedEvent recorded : events) {
            if (!(recorded.payload() instanceof ContactEvent event)) continue;
            switch (event) {
                case ContactCreated created -> begunHere.add(created.contactId());
                case SegmentStarted started -> {
                    addUnknown(started.contactId(), begunHere, unknown);
                    addUnknown(started.previous(), begunHere, unknown);
                    begunHere.add(started.currentContact());
                }
                case TranscriptEvent item -> addUnknown(item.currentContact(), begunHere, unknown);
                case SessionEvent _, DataEvent _ -> addUnknown(event.contactId(), begunHere, unknown);
            }
        }
        return unknown;
    }

    private void addUnknown(ContactId contact, Set<ContactId> begunHere, Set<UUID> unknown) {
        if (!begunHere.contains(contact) && !current.containsKey(contact)) unknown.add(contact.value());
    }

    /** What is no item may be for other contacts of a chain than the first, whose row knows them. */
    private Set<UUID> unknownOfChains(List<RecordedEvent> events) {
        Set<UUID> unknown = new HashSet<>();
        for (RecordedEvent recorded : events) {
            if (!(recorded.payload() instanceof ContactEvent event)
                    || !(event instanceof SessionEvent || event instanceof DataEvent)) continue;
            ContactRow initial = current.get(event.contactId());
            if (initial == null) continue;
            for (ContactId further : initial.chain().further()) addUnknown(further, Set.of(), unknown);
        }
        return unknown;
    }
}
