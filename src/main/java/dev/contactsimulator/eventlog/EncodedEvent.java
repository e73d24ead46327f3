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
        return new EncodedEvent(
                event.contactId(),
                event.sequence(),
                event.eventId(),
                type.name(),
                type.revision(),
                at,
                event.payload(),
                metadata,
                EventCodec.text(data),
                EventCodec.text(metadataJson),
                EventHash.digest(
                        event.contactId(),
                        event.sequence(),
                        event.eventId(),
                        type.name().getBytes(UTF_8),
                        type.revision(),
                        EventHash.microsOf2000(at),
                        data,
                        metadataJson));
    }

    Recorded at(long position) {
        return new Recorded(position, contactId, sequence, eventId, at, payload, metadata);
    }

    int size() {
        return dataJson.length() + metadataJson.length();
    }
}
