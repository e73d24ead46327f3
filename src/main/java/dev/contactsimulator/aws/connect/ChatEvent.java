package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.JsonText;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.MessageContent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a chat integration event says (SendChatIntegrationEvent, "ChatEvent"), as far as no chat need be known for it. */
public sealed interface ChatEvent {

    record Message(MessageContent message) implements ChatEvent {}

    /** @param messageId the message that a receipt is for */
    record Event(String contentType, @Nullable String messageId) implements ChatEvent {}

    record Disconnect() implements ChatEvent {}

    /** "ChatEventType" */
    enum Type {
        DISCONNECT,
        MESSAGE,
        EVENT
    }

    Enumeration<Type> TYPE = Enumeration.of(Type.class);
    Length CONTENT_TYPE = Length.between(1, 100);
    Length CONTENT = Length.between(1, 16_384);

    /** How long contents may be: the rule that one breaks, as the end of "Member must …". */
    @FunctionalInterface
    interface ContentLimit {
        Optional<String> violation(String contentType, String content);
    }

    static ChatEvent read(Members event, ContentLimit limit) {
        Type type = event.requiredEnumeration("Type", TYPE);
        String contentType = event.string("ContentType", CONTENT_TYPE);
        String content = event.string("Content", CONTENT);
        return switch (type) {
            case MESSAGE -> message(event, contentType, content, limit);
            case EVENT -> event(event, contentType, content);
            case DISCONNECT -> new Disconnect();
            case null -> new Disconnect();
        };
    }

    /** The content of a message, with the rules for its type noted against {@code event}. */
    static Message message(Members event, @Nullable String contentType, @Nullable String content, ContentLimit limit) {
        if (contentType == null) {
            event.violation("ContentType", "Member must not be null when Type is MESSAGE");
        } else if (!ContentTypes.MESSAGES.contains(contentType)) {
            event.violation("ContentType", "Member must be a content type of messages when Type is MESSAGE");
        }
        if (content == null) {
            event.violation("Content", "Member must not be null when Type is MESSAGE");
        } else if (contentType != null && ContentTypes.MESSAGES.contains(contentType)) {
            requireContent(event, contentType, content, limit);
        }
        return new Message(new MessageContent(contentType == null ? "" : contentType, content == null ? "" : content));
    }

    private static void requireContent(Members event, String contentType, String content, ContentLimit limit) {
        Optional<String> tooLong = limit.violation(contentType, content);
        if (tooLong.isPresent()) {
            event.violation("Content", "Member must " + tooLong.get());
        } else if (ContentTypes.isJson(contentType) && !JsonText.isValid(content)) {
            event.violation("Content", "Member must be valid JSON for its content type");
        }
    }

    /** An event that is no message, with the rules for its type noted against {@code event}. */
    static Event event(Members event, @Nullable String contentType, @Nullable String content) {
        if (contentType == null) {
            event.violation("ContentType", "Member must not be null when Type is EVENT");
            return new Event("", null);
        }
        if (!ContentTypes.EVENTS.contains(contentType)) {
            event.violation("ContentType", "Member must be a content type of events when Type is EVENT");
        }
        return new Event(contentType, ContentTypes.isReceipt(contentType) ? messageId(event, content) : null);
    }

    private static @Nullable String messageId(Members event, @Nullable String content) {
        if (content == null) {
            event.violation("Content", "Member must not be null for receipts");
            return null;
        }
        Optional<String> messageId = JsonText.stringMember(content, "messageId");
        if (messageId.isEmpty())
            event.violation("Content", "Member must be a JSON object with a messageId for receipts");
        return messageId.orElse(null);
    }
}
