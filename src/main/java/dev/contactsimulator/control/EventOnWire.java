package dev.contactsimulator.control;

import dev.contactsimulator.eventlog.StoredEvent;
import java.time.Instant;
import java.util.HexFormat;
import tools.jackson.databind.util.RawValue;

/** A stored event as the routes show it: data and metadata are JSON in the JSON, byte for byte as they are stored. */
record EventOnWire(
        long position,
        String contactId,
        int sequence,
        String eventId,
        String type,
        int revision,
        Instant time,
        RawValue data,
        RawValue metadata,
        String hash) {

    static EventOnWire of(StoredEvent event) {
        return new EventOnWire(
                event.position(),
                event.contactId().toString(),
                event.sequence(),
                event.eventId().toString(),
                event.type(),
                event.revision(),
                event.at(),
                new RawValue(event.data()),
                new RawValue(event.metadata()),
                HexFormat.of().formatHex(event.hash()));
    }
}
