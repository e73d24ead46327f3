package dev.contactsimulator.eventlog;

import java.util.Map;
import java.util.UUID;

/** An event of the log, decoded: the payload in the newest revision of its type. */
public record Recorded(long position, UUID contactId, int sequence, Object payload, Map<String, String> metadata) {}
