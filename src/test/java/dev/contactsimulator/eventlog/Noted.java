package dev.contactsimulator.eventlog;

/** A made-up event of one component. */
record Noted(String text) {

    static final EventTypes TYPES = EventTypes.of(EventType.of("Noted", Noted.class));
}
