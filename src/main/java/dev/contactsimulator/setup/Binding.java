package dev.contactsimulator.setup;

import java.util.UUID;

/** The instance and the flow that chats of a destination begin in. */
public record Binding(UUID instanceId, UUID flowId) {}
