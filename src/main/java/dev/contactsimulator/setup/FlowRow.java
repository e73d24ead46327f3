package dev.contactsimulator.setup;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A flow without its content (CreateContactFlow). */
public record FlowRow(UUID id, UUID instanceId, Profile profile, Map<String, String> tags, Creation creation) {

    /** "ContactFlowStatus" */
    public enum Status {
        PUBLISHED,
        SAVED
    }

    /** The type of flows that chats begin with. */
    public static final String CONTACT_FLOW = "CONTACT_FLOW";

    /**
     * What a flow is created with.
     *
     * @param name unique in its instance
     * @param type "ContactFlowType"
     * @param contentSha256 of its content, in hexadecimal digits
     */
    public record Profile(
            String name,
            String type,
            Status status,
            @Nullable String description,
            String contentSha256) {}

    public FlowRow {
        tags = Map.copyOf(tags);
    }

    public boolean isPublished() {
        return profile.status() == Status.PUBLISHED;
    }

    /** Whether chats can begin with it. */
    public boolean canBegin() {
        return isPublished() && profile.type().equals(CONTACT_FLOW);
    }
}
