package dev.contactsimulator.eventlog;

import java.util.UUID;

/** Another command has appended to the contact in the meantime. */
public final class SequenceConflict extends RuntimeException {

    public SequenceConflict(UUID contactId, int sequence) {
        super("contact " + contactId + " does not continue with sequence " + sequence, null, false, false);
    }
}
