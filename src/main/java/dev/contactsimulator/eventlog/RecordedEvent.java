package dev.contactsimulator.eventlog;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An event of the log, decoded: the payload in the newest revision of its type.
 *
 * @param bytes of data and metadata in the log, so that batches can be bounded
 */
public record RecordedEvent(
        long position,
        UUID contactId,
        int sequence,
        UUID eventId,
        Instant at,
        Object payload,
        Map<String, String> metadata,
        int bytes) {}
