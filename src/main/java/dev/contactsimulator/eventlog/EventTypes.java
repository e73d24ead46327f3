package dev.contactsimulator.eventlog;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of event that a log can hold. */
public final class EventTypes {

    private final Map<String, EventType> byName;
    private final Map<Class<?>, EventType> byPayload;

    /** @throws IllegalStateException if two types have the same name or the same payload */
    public EventTypes(Collection<EventType> types) {
        byName = types.stream().collect(toUnmodifiableMap(EventType::name, type -> type));
        byPayload = types.stream().collect(toUnmodifiableMap(EventType::payload, type -> type));
    }

    public static EventTypes of(EventType... types) {
        return new EventTypes(List.of(types));
    }

    boolean contains(Class<?> payload) {
        return byPayload.containsKey(payload);
    }

    EventType typeOf(Object payload) {
        return typeFor(payload.getClass());
    }

    EventType typeFor(Class<?> payload) {
        return known(byPayload.get(payload), payload.getName());
    }

    EventType named(String name) {
        return known(byName.get(name), name);
    }

    private static EventType known(@Nullable EventType type, String asked) {
        if (type == null) throw new IllegalArgumentException("the event log has no type for " + asked);
        return type;
    }
}
