package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.connect.ChatEvent.ContentLimit;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.contact.MessageContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Members that StartChatContact and StartOutboundChatContact share. */
final class ChatStarts {

    static final String SUBTYPE = "connect:Subtype";

    private static final Duration DEFAULT_DURATION = Duration.ofHours(25);
    private static final int MIN_MINUTES = 60;
    private static final int MAX_MINUTES = 10_080;
    private static final Length ANY_CONTENT_TYPE = Length.between(1, 100);
    private static final Length CONTENT = Length.between(1, 16_384);
    private static final Length DISPLAY_NAME = Length.between(1, 256);
    private static final Length SEGMENT_NAME = Length.between(1, 128);
    private static final Length SEGMENT_VALUE = Length.atMost(1_024);

    /** "ChatDurationInMinutes" */
    static Duration duration(Members body) {
        Integer minutes = body.integer("ChatDurationInMinutes", MIN_MINUTES, MAX_MINUTES);
        return minutes == null ? DEFAULT_DURATION : Duration.ofMinutes(minutes);
    }

    /** "ChatMessage" */
    static @Nullable MessageContent message(Members body, String name, ContentLimit limit) {
        Members message = body.structure(name);
        if (message == null) return null;
        String contentType = message.requiredString("ContentType", ANY_CONTENT_TYPE);
        String content = message.requiredString("Content", CONTENT);
        return ChatEvent.message(message, contentType, content, limit).message();
    }

    /** "ParticipantDetails" */
    static String displayName(Members details) {
        return details.requiredString("DisplayName", DISPLAY_NAME);
    }

    static @Nullable List<String> supportedContentTypes(Members body) {
        return body.strings("SupportedMessagingContentTypes", Size.ANY, ANY_CONTENT_TYPE);
    }

    static Map<String, String> attributes(AwsRequest request) {
        Map<String, String> attributes = request.body()
                .stringMap("Attributes", Size.ANY, ContactMembers.ATTRIBUTE_NAME, ContactMembers.ATTRIBUTE_VALUE);
        return attributes == null ? Map.of() : attributes;
    }

    /** "SegmentAttributes": texts only, the others are not simulated. */
    static Map<String, String> segmentAttributes(Members body, Map<String, String> defaults) {
        Map<String, String> attributes = new TreeMap<>(defaults);
        Map<String, String> given = body.structureMap("SegmentAttributes", SEGMENT_NAME, ChatStarts::segmentAttribute);
        if (given != null) attributes.putAll(given);
        return attributes;
    }

    private static String segmentAttribute(Members value) {
        String text = value.string("ValueString", SEGMENT_VALUE);
        if (text == null) value.violation("ValueString", "Member must not be null: other values are not simulated");
        return text == null ? "" : text;
    }

    private ChatStarts() {}
}
