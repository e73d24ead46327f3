package dev.contactsimulator.eventlog;

import java.util.UUID;

/**
 * Checks the states of contacts that stand in the log. A hash says only that an event is what was recorded; this says that
 * the state in it is the one that the events before it lead to.
 */
@FunctionalInterface
public interface StoredStateCheck {

    /**
     * Whether the event carries no state, or the one that the earlier events of its contact lead to. The contact's
     * earlier states must have passed.
     *
     * @throws EventLogUnavailable if the database does not answer
     */
    boolean passes(UUID contactId, int sequence);
}
