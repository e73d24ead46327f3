package dev.contactsimulator.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** An event that is ready to be appended: everything about it is known but its position. */
record EncodedEvent(
        UUID contactId,
        int sequence,
        UUID eventId,
        String type,
        int revision,
        Instant at,
        Object payload,
        Map<String, String> metadata,
        String dataJson,
        String metadataJson,
        byte[] digest) {

    /** The time is cut to microseconds, which is what PostgreSQL keeps. */
    static EncodedEvent of(
            NewEvent event, EventType type, byte[] data, Map<String, String> metadata, byte[] metadataJson) {
        Instant at = event.at().truncatedTo(ChronoUnit.MICROS);
        byte[] fields = EventHash.fields(
                event.contactId(),
                event.sequence(),
                event.eventId(),
                type.name(),
                type.revision(),
                at,
                data,
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
                new String(data, UTF_8),
                new String(metadataJson, UTF_8),
                new EventHash().digest(fields, 0, fields.length));
    }

    Recorded at(long position) {
        return new Recorded(position, contactId, sequence, eventId, at, payload, metadata);
    }

    int size() {
        return dataJson.length() + metadataJson.length();
    }
}
