package dev.contactsimulator.audit;

/** The first position at which the log is wrong, and what is wrong there. */
public record Flaw(long position, Kind kind) {

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
}
