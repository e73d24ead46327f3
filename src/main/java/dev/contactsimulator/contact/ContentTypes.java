package dev.contactsimulator.contact;

import java.util.List;
import java.util.Set;

/** The content types of chats (Participant Service, SendMessage and SendEvent, "ContentType"). They match exactly. */
public final class ContentTypes {

    public static final String PLAIN = "text/plain";
    public static final String MARKDOWN = "text/markdown";
    public static final String JSON = "application/json";
    public static final String INTERACTIVE = "application/vnd.amazonaws.connect.message.interactive";
    public static final String INTERACTIVE_RESPONSE = "application/vnd.amazonaws.connect.message.interactive.response";

    public static final String TYPING = "application/vnd.amazonaws.connect.event.typing";
    public static final String CONNECTION_ACKNOWLEDGED =
            "application/vnd.amazonaws.connect.event.connection.acknowledged";
    public static final String MESSAGE_DELIVERED = "application/vnd.amazonaws.connect.event.message.delivered";
    public static final String MESSAGE_READ = "application/vnd.amazonaws.connect.event.message.read";

    public static final String PARTICIPANT_JOINED = "application/vnd.amazonaws.connect.event.participant.joined";
    public static final String PARTICIPANT_LEFT = "application/vnd.amazonaws.connect.event.participant.left";
    public static final String TRANSFER_SUCCEEDED = "application/vnd.amazonaws.connect.event.transfer.succeeded";
    public static final String CHAT_ENDED = "application/vnd.amazonaws.connect.event.chat.ended";

    public static final String PARTICIPANT_IDLE = "application/vnd.amazonaws.connect.event.participant.idle";
    public static final String PARTICIPANT_RETURNED = "application/vnd.amazonaws.connect.event.participant.returned";
    public static final String AUTO_DISCONNECTION =
            "application/vnd.amazonaws.connect.event.participant.autodisconnection";

    /** The events that happen at a time. */
    static final Set<String> DUE = Set.of(PARTICIPANT_IDLE, AUTO_DISCONNECTION);

    /** The events that transcripts have (GetTranscript, "ContentType"). */
    static final Set<String> IN_TRANSCRIPTS =
            Set.of(PARTICIPANT_JOINED, PARTICIPANT_LEFT, TRANSFER_SUCCEEDED, CHAT_ENDED);

    public static final Set<String> INTERACTIVE_TYPES = Set.of(INTERACTIVE, INTERACTIVE_RESPONSE);

    /** What a participant may send as a message. */
    public static final Set<String> MESSAGES = Set.of(PLAIN, MARKDOWN, JSON, INTERACTIVE_RESPONSE);

    /** What a participant may send as an event. */
    public static final Set<String> EVENTS = Set.of(TYPING, CONNECTION_ACKNOWLEDGED, MESSAGE_DELIVERED, MESSAGE_READ);

    /** What a chat may be started with ("SupportedMessagingContentTypes"). */
    static final Set<String> SUPPORTABLE = Set.of(PLAIN, MARKDOWN, JSON, INTERACTIVE, INTERACTIVE_RESPONSE);

    private static final List<String> PLAIN_ONLY = List.of(PLAIN);

    /** An unmodifiable list with these types; nearly all contacts share one. */
    static List<String> shared(List<String> types) {
        return types.equals(PLAIN_ONLY) ? PLAIN_ONLY : List.copyOf(types);
    }

    /** Whether an event of this type says that a message arrived or was read, and so names a message. */
    public static boolean isReceipt(String contentType) {
        return contentType.equals(MESSAGE_DELIVERED) || contentType.equals(MESSAGE_READ);
    }

    /** Whether a message of this type must be JSON. */
    public static boolean isJson(String contentType) {
        return contentType.equals(JSON) || contentType.equals(INTERACTIVE_RESPONSE);
    }

    /** The maximum length of a message of this type, in code points. */
    public static int maxLength(String contentType) {
        return switch (contentType) {
            case JSON -> 12_000;
            case INTERACTIVE_RESPONSE -> 12_288;
            default -> 1_024;
        };
    }

    private ContentTypes() {}
}
