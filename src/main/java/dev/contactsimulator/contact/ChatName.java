package dev.contactsimulator.contact;

import org.jspecify.annotations.Nullable;

/**
 * Names a chat: who writes, where to, and over which kind of integration (SendChatIntegrationEvent, "SourceId",
 * "DestinationId", "Subtype"). Compared as it is; a chat without a subtype is another chat than one with.
 */
public record ChatName(
        String sourceId, String destinationId, @Nullable String subtype) {

    /** A chat that names no subtype is an SMS chat if it was written to a number of End User Messaging. */
    String subtypeOrDefault() {
        if (subtype != null) return subtype;
        return destinationId.contains(":sms-voice:") ? "connect:SMS" : "connect:Chat";
    }
}
