package dev.contactsimulator.eventlog;

/** A made-up event of one component. */
public record Noted(String text) {

    public static final EventTypes TYPES = EventTypes.of(EventType.of("Noted", Noted.class));
}
