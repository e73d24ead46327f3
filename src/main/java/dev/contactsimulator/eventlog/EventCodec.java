package dev.contactsimulator.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes events as JSON ({@link CanonicalJson}) and reads them again. */
final class EventCodec {

    private final EventTypes types;
    private final JsonMapper mapper;
    private final ObjectReader metadataReader;
    private final ObjectWriter metadataWriter;

    EventCodec(EventTypes types) {
        this.types = types;
        mapper = CanonicalJson.mapper(types::contains);
        metadataReader = mapper.readerForMapOf(String.class);
        metadataWriter =
                mapper.writerFor(mapper.getTypeFactory().constructMapType(TreeMap.class, String.class, String.class));
    }

    /**
     * @throws tools.jackson.core.JacksonException if the event holds text that has no UTF-8 (half a surrogate pair)
     * @throws IllegalArgumentException if the event is of a type that the log has no name for
     */
    EncodedEvent encode(NewEvent event) {
        EventType type = types.typeOf(event.payload());
        TreeMap<String, String> metadata = new TreeMap<>();
        event.metadata().forEach((key, value) -> metadata.put(key, String.valueOf(value)));
        return EncodedEvent.of(
                event,
                type,
                mapper.writeValueAsBytes(event.payload()),
                metadata,
                metadataWriter.writeValueAsBytes(metadata));
    }

    RecordedEvent decode(StoredEvent event) {
        return new RecordedEvent(
                event.position(),
                event.contactId(),
                event.sequence(),
                event.eventId(),
                event.at(),
                decode(event.type(), event.revision(), event.data()),
                decodeMetadata(event.metadata()),
                event.bytes());
    }

    /** The event without its metadata, which costs as much to decode as the payload. */
    RecordedEvent decode(LogRow row) {
        EventType type = types.named(row.type());
        LogRow.Slice data = row.data();
        Object payload = row.revision() == type.revision()
                ? mapper.readValue(row.bytes(), data.offset(), data.length(), type.payload())
                : decode(row.type(), row.revision(), new String(row.bytes(), data.offset(), data.length(), UTF_8));
        return new RecordedEvent(
                row.position(),
                row.contactId(),
                row.sequence(),
                row.eventId(),
                row.at(),
                payload,
                Map.of(),
                row.bytes().length);
    }

    Object decode(String typeName, int revision, String data) {
        EventType type = types.named(typeName);
        if (revision == type.revision()) return mapper.readValue(data, type.payload());
        if (revision > type.revision()) {
            throw new IllegalStateException(
                    "%s of revision %d was written by a later version".formatted(typeName, revision));
        }
        return mapper.treeToValue(type.upcast(mapper.readTree(data), revision), type.payload());
    }

    Map<String, String> decodeMetadata(String metadata) {
        return metadataReader.readValue(metadata);
    }
}
