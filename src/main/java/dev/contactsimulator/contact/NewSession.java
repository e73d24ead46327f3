package dev.contactsimulator.contact;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** NewSessionDetails as the caller gave them: used only when a chat is created. */
public record NewSession(
        @Nullable String displayName,
        @Nullable List<String> supportedContentTypes,
        Map<String, String> attributes,
        @Nullable String streamingEndpointArn) {

    public static final NewSession UNSPECIFIED = new NewSession(null, null, Map.of(), null);
}
