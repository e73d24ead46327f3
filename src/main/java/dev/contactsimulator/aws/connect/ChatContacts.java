package dev.contactsimulator.aws.connect;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.view.ContactRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members that all chat contacts share, in every response. */
final class ChatContacts {

    static final String CHANNEL = "CHAT";

    /** The segment attribute for who started a chat: here always the customer. */
    static final String DIRECTION = "connect:Direction";

    static final String INBOUND = "INBOUND";

    static final String INSTANCE_TAG = "aws:connect:instanceId";
    static final String ENDPOINT_TAG = "aws:connect:systemEndpoint";

    /** Left out unless the contact is related to others (DescribeContact, "InitialContactId"). */
    static @Nullable String initialContactId(ContactRow row) {
        return row.chain().hasOthers() ? row.initialContactId().toString() : null;
    }

    static @Nullable String previousContactId(ContactRow row) {
        ContactId previous = row.chain().previous();
        return previous == null ? null : previous.toString();
    }

    /** The tags that users gave, and those that AWS generates (Admin Guide, "Contact events"). */
    static Map<String, String> tags(ContactRow row, Optional<String> systemEndpoint) {
        Map<String, String> tags = new HashMap<>(row.tags());
        tags.put(INSTANCE_TAG, row.origin().instanceId());
        systemEndpoint.ifPresent(number -> tags.put(ENDPOINT_TAG, number));
        return tags;
    }

    static Map<String, SegmentAttribute> segmentAttributes(ContactRow row) {
        Map<String, SegmentAttribute> attributes = new HashMap<>();
        attributes.put(DIRECTION, new SegmentAttribute(INBOUND));
        row.origin().segmentAttributes().forEach((name, value) -> attributes.put(name, new SegmentAttribute(value)));
        return attributes;
    }

    private ChatContacts() {}
}
