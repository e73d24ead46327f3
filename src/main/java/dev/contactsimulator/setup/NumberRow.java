package dev.contactsimulator.setup;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An imported phone number (ImportPhoneNumber).
 *
 * @param flowId the flow that its chats start with, if it has one
 */
public record NumberRow(
        UUID id, UUID instanceId, Profile profile, @Nullable UUID flowId, Map<String, String> tags, Creation creation) {

    /**
     * What a number is imported with.
     *
     * @param sourceArn the ARN at the messaging service, the DestinationId of its chats; unique in the installation
     * @param phoneNumber in E.164, if it is known
     */
    public record Profile(
            String sourceArn,
            @Nullable String phoneNumber,
            @Nullable String description) {}

    public NumberRow {
        tags = Map.copyOf(tags);
    }

    NumberRow withFlow(@Nullable UUID flow) {
        return new NumberRow(id, instanceId, profile, flow, tags, creation);
    }
}
