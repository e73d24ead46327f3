package dev.contactsimulator.contact;

import org.jspecify.annotations.Nullable;

/**
 * Names a chat: who writes, where to, and over which kind of integration (SendChatIntegrationEvent, "SourceId",
 * "DestinationId", "Subtype"). Compared as it is; a chat without a subtype is another chat than one with.
 */
public record ChatName(
        String sourceId, String destinationId, @Nullable String subtype) {}
