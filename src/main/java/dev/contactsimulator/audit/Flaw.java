package dev.contactsimulator.audit;

import dev.contactsimulator.eventlog.LogRow;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A position at which the log is wrong, and what is wrong there.
 *
 * @param event that is found at the position, if there is one
 * @param expected what should be there: a hash in hexadecimal digits, a sequence, or words
 * @param found what is there instead, in the same form
 */
public record Flaw(long position, Kind kind, @Nullable Event event, String expected, String found) {

    /** What can be wrong at a position. */
    public enum Kind {
        /** There is no event, but there are later ones. */
        MISSING,
        /** The hash does not follow from the event and the one before: a field, the hash or the order was changed. */
        ALTERED,
        /** The event does not continue its contact. */
        OUT_OF_SEQUENCE,
        /** The event carries a state that the contact's earlier events do not lead to. */
        WRONG_STATE,
        /** The events end before this one, but the head does not. */
        TRUNCATED,
        /** There is an event after the head. */
        AFTER_HEAD,
        /** The head has another hash than the last event. */
        HEAD_ALTERED,
        /** The head that was kept elsewhere has another hash at this position. */
        NOT_AS_REMEMBERED
    }

    /** Which event it is, as the log has it. */
    public record Event(UUID contactId, int sequence, UUID eventId, String type, Instant at) {

        static Event of(LogRow row) {
            return new Event(row.contactId(), row.sequence(), row.eventId(), row.type(), row.at());
        }
    }
}
