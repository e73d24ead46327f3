package dev.contactsimulator.eventlog;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What the log knows about a type of event: the name it is stored under, which never changes, the record it is today,
 * and how to read what was stored in earlier revisions.
 *
 * <p>An added component needs no new revision: it is null in older events. Everything else does.
 *
 * @param upcasters the first makes the JSON of revision 2 from that of revision 1, the next 3 from 2, and so on
 */
public record EventType(String name, Class<? extends Record> payload, List<UnaryOperator<JsonNode>> upcasters) {

    /** A type in its first revision. */
    public static EventType of(String name, Class<? extends Record> payload) {
        return new EventType(name, payload, List.of());
    }

    /** The same type in its next revision. */
    public EventType upcast(UnaryOperator<JsonNode> toNextRevision) {
        return new EventType(
                name,
                payload,
                Stream.concat(upcasters.stream(), Stream.of(toNextRevision)).toList());
    }

    /** The revision that is written today; the first is 1. */
    public int revision() {
        return upcasters.size() + 1;
    }

    /** Brings what was stored in an earlier revision up to today's. */
    JsonNode upcast(JsonNode stored, int storedRevision) {
        JsonNode json = stored;
        for (UnaryOperator<JsonNode> upcaster : upcasters.subList(storedRevision - 1, upcasters.size())) {
            json = upcaster.apply(json);
        }
        return json;
    }
}
