package dev.contactsimulator.contact;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a new chat session starts (SendChatIntegrationEvent, "NewSessionDetails"), with the defaults filled in. */
public record SessionDetails(
        String displayName,
        List<String> supportedContentTypes,
        Map<String, String> attributes,
        @Nullable String streamingEndpointArn) {}
