package dev.contactsimulator.eventlog;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An event that is to be appended; {@code payload} is of a type that the log has a name for. */
public record NewEvent(
        UUID contactId, int sequence, UUID eventId, Instant at, Object payload, Map<String, ?> metadata) {}
