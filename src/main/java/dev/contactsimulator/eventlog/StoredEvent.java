package dev.contactsimulator.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;

/** An event as the log keeps it: {@code data} and {@code metadata} are the JSON texts, byte for byte. */
public record StoredEvent(
        long position,
        UUID contactId,
        int sequence,
        UUID eventId,
        String type,
        int revision,
        Instant at,
        String data,
        String metadata,
        byte[] hash) {

    /** Of data and metadata, in UTF-8. */
    int bytes() {
        return data.getBytes(UTF_8).length + metadata.getBytes(UTF_8).length;
    }
}
