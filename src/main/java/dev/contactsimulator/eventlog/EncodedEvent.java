package dev.contactsimulator.eventlog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/**
 * An event that is ready to be appended: everything about it is known but its position.
 *
 * @param dataJson the JSON text as it is stored, in UTF-8; so, too, {@code metadataJson}
 */
record EncodedEvent(
        UUID contactId,
        int sequence,
        UUID eventId,
        String type,
        int revision,
        Instant at,
        Object payload,
        Map<String, String> metadata,
        byte[] dataJson,
        byte[] metadataJson,
        byte[] digest) {

    /** The time is cut to microseconds, which is what PostgreSQL keeps. */
    static EncodedEvent of(
            NewEvent event, EventType type, byte[] dataJson, Map<String, String> metadata, byte[] metadataJson) {
        Instant at = event.at().truncatedTo(ChronoUnit.MICROS);
        byte[] digest = new EventHash()
                .digest(
                        event.contactId(),
                        event.sequence(),
                        event.eventId(),
                        type.name(),
                        type.revision(),
                        at,
                        dataJson,
                        metadataJson);
        return new EncodedEvent(
                event.contactId(),
                event.sequence(),
                event.eventId(),
                type.name(),
                type.revision(),
                at,
                event.payload(),
                metadata,
                dataJson,
                metadataJson,
                digest);
    }

    RecordedEvent at(long position) {
        return new RecordedEvent(
                position, contactId, sequence, eventId, at, payload, metadata, dataJson.length + metadataJson.length);
    }
}
