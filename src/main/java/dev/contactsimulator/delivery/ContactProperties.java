package dev.contactsimulator.delivery;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What contact events and contact records say of every chat. */
public final class ContactProperties {

    public static final String CHANNEL = "CHAT";

    /** Chats are always started by the API (Admin Guide, "Contact initiation methods"). */
    public static final String INITIATION_METHOD = "API";

    public static final String DIRECTION = "connect:Direction";
    public static final String INBOUND = "INBOUND";

    /** The user's tags, and those that AWS generates (Admin Guide, "Contact events"). */
    public static Map<String, String> tags(
            Map<String, String> tags, String instanceId, @Nullable String systemEndpoint) {
        Map<String, String> all = new TreeMap<>(tags);
        all.put("aws:connect:instanceId", instanceId);
        if (systemEndpoint != null) all.put("aws:connect:systemEndpoint", systemEndpoint);
        return all;
    }

    private ContactProperties() {}
}
