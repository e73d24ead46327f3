package dev.contactsimulator.setup;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An instance (CreateInstance). */
public record InstanceRow(UUID id, Profile profile, Map<String, String> tags, Creation creation) {

    /**
     * What an instance is created with.
     *
     * @param alias unique in the installation
     * @param identityManagementType "DirectoryType"
     */
    public record Profile(
            @Nullable String alias,
            String identityManagementType,
            boolean inboundCallsEnabled,
            boolean outboundCallsEnabled) {}

    public InstanceRow {
        tags = Map.copyOf(tags);
    }
}
