package dev.contactsimulator.view;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.DataEvent;
import dev.contactsimulator.contact.ContactEvent.SegmentStarted;
import dev.contactsimulator.contact.ContactEvent.SessionEvent;
import dev.contactsimulator.contact.ContactEvent.TranscriptEvent;
import dev.contactsimulator.contact.ContactId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which rows of a chain of contacts an event changes: an item that of its contact, data all, anything else the newest. */
final class ChainProjection {

    /** The rows that the events before have led to. */
    interface Rows {

        /** Null if there is none yet. */
        @Nullable
        ContactRow get(ContactId contact);

        /** @param before null for a new row */
        void put(@Nullable ContactRow before, ContactRow after);
    }

    static void apply(Rows rows, ContactEvent event, long position) {
        switch (event) {
            case SegmentStarted started -> begin(rows, started, position);
            case DataEvent _ -> chainOf(rows, event).forEach(contact -> change(rows, contact, event, position));
            case SessionEvent _ -> change(rows, currentOf(rows, event), event, position);
            case ContactCreated _, TranscriptEvent _ -> change(rows, event.currentContact(), event, position);
        }
    }

    private static void change(Rows rows, ContactId contact, ContactEvent event, long position) {
        ContactRow before = rows.get(contact);
        if (before != null && before.position() >= position) return;
        ContactRow after = ContactProjection.apply(before, event, position);
        if (after != before) rows.put(before, after);
    }

    private static void begin(Rows rows, SegmentStarted started, long position) {
        ContactRow known = rows.get(started.currentContact());
        if (known == null)
            rows.put(null, ContactProjection.next(row(rows, started.previous(), started), started, position));
        ContactRow initial = row(rows, started.contactId(), started);
        if (initial.position() >= position) return;
        rows.put(
                initial,
                initial.with(initial.chain().with(started.currentContact())).at(position));
    }

    private static ContactRow row(Rows rows, ContactId contact, ContactEvent event) {
        ContactRow row = rows.get(contact);
        if (row == null) throw new IllegalStateException("contact " + contact + " has no row for " + event);
        return row;
    }

    private static List<ContactId> chainOf(Rows rows, ContactEvent event) {
        ContactRow initial = rows.get(event.contactId());
        return initial == null || initial.chain().further().isEmpty()
                ? List.of(event.contactId())
                : Stream.concat(Stream.of(event.contactId()), initial.chain().further().stream())
                        .toList();
    }

    private static ContactId currentOf(Rows rows, ContactEvent event) {
        ContactRow initial = rows.get(event.contactId());
        return initial == null ? event.contactId() : initial.chain().current();
    }

    private ChainProjection() {}
}
