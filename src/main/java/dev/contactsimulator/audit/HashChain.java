package dev.contactsimulator.audit;

import dev.contactsimulator.audit.Flaw.Event;
import dev.contactsimulator.audit.Flaw.Kind;
import dev.contactsimulator.eventlog.EventHash;
import dev.contactsimulator.eventlog.Head;
import dev.contactsimulator.eventlog.LogRow;
import dev.contactsimulator.eventlog.StoredStateCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checks that need the events in order. After a flaw they go on from what is found, so that one altered event is one
 * flaw and not as many as there are events after it.
 */
final class HashChain {

    private final Head head;
    private final @Nullable Head remembered;
    private final StoredStateCheck states;
    private final EventHash hash = new EventHash();
    private final ContactSequences sequences = new ContactSequences();
    private final List<Flaw> flaws = new ArrayList<>();
    private long events;
    private long position;
    /** The hash of the last event by the fields and hashes before it, and as it is stored; null after a gap. */
    private byte @Nullable [] computed = EventHash.beginning();

    private byte @Nullable [] stored = EventHash.beginning();

    /** @param remembered a head that was kept elsewhere */
    HashChain(Head head, @Nullable Head remembered, StoredStateCheck states) {
        this.head = head;
        this.remembered = remembered;
        this.states = states;
    }

    long events() {
        return events;
    }

    List<Flaw> flaws() {
        return List.copyOf(flaws);
    }

    boolean isFull() {
        return flaws.size() >= Verification.MAX_FLAWS;
    }

    void add(LogRow row, byte[] digest) {
        if (isFull()) return;
        events++;
        if (row.position() <= position) {
            add(row.position(), Kind.ALTERED, row, "position " + (position + 1), "position " + row.position());
            return;
        }
        if (row.position() > position + 1) {
            missingUpTo(row.position() - 1);
            computed = null;
            stored = null;
        }
        position = row.position();
        link(row, digest);
        int sequence = sequences.advance(row);
        if (sequence != row.sequence()) {
            add(position, Kind.OUT_OF_SEQUENCE, row, "sequence " + sequence, "sequence " + row.sequence());
        } else if (!states.passes(row.contactId(), sequence)) {
            add(position, Kind.WRONG_STATE, row, "the state that the events before lead to", "another state");
        }
        if (remembered != null && remembered.position() == position && !row.hasHash(remembered.hash())) {
            add(position, Kind.NOT_AS_REMEMBERED, row, hex(remembered.hash()), hex(row.hash()));
        }
    }

    /** An event follows from the one before as it is stored, or as it should be: either of the two may be the wrong one. */
    private void link(LogRow row, byte[] digest) {
        byte[] next = stored == null ? row.hash() : hash.next(stored, position, digest);
        if (!row.hasHash(next) && computed != null && computed != stored) next = hash.next(computed, position, digest);
        if (row.hasHash(next)) {
            computed = next;
            stored = next;
        } else {
            add(position, Kind.ALTERED, row, hex(next), hex(row.hash()));
            computed = next;
            stored = row.hash();
        }
    }

    /** @param afterHead the first event after the head, which should not be there */
    void end(@Nullable LogRow afterHead) {
        if (isFull()) return;
        if (position < head.position() && afterHead != null) missingUpTo(head.position());
        if (position < head.position() && afterHead == null) truncated(head, "the head is at");
        if (afterHead != null) {
            String end = "no event after the head, which is at position " + head.position();
            add(afterHead.position(), Kind.AFTER_HEAD, afterHead, end, "an event");
        } else if (position == head.position() && !isLastHash(head.hash())) {
            add(position, Kind.HEAD_ALTERED, null, hex(stored), hex(head.hash()));
        }
        if (remembered != null && head.position() < remembered.position() && position == head.position()) {
            truncated(remembered, "the head that was kept is at");
        }
    }

    private boolean isLastHash(byte[] ofHead) {
        return Arrays.equals(ofHead, stored) || Arrays.equals(ofHead, computed);
    }

    private void truncated(Head end, String which) {
        String expected = "an event: " + which + " position " + end.position();
        add(position + 1, Kind.TRUNCATED, null, expected, "the end of the events");
    }

    private void missingUpTo(long last) {
        String found = last == position + 1 ? "none" : "none up to position " + last;
        add(position + 1, Kind.MISSING, null, "an event", found);
    }

    private void add(long at, Kind kind, @Nullable LogRow row, String expected, String found) {
        if (!isFull()) flaws.add(new Flaw(at, kind, row == null ? null : Event.of(row), expected, found));
    }

    private static String hex(byte @Nullable [] bytes) {
        return bytes == null ? "unknown" : HexFormat.of().formatHex(bytes);
    }
}
