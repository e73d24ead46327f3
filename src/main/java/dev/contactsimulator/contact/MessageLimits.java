package dev.contactsimulator.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long messages may be. AWS has changed it, so it depends on the release that is simulated. */
public enum MessageLimits {

    /** In code points, by content type, as the service models have it. */
    SERVICE_MODEL {
        @Override
        public Optional<String> violation(Channel channel, String contentType, String content) {
            return inCodePoints(ContentTypes.maxLength(contentType), "for its content type", content);
        }
    },

    /** By channel (Admin Guide, "Feature specifications"; Participant Service, SendMessage, "Content"). */
    NEWEST {
        @Override
        public Optional<String> violation(Channel channel, String contentType, String content) {
            return switch (channel) {
                case SMS -> inCodePoints(1_024, "for SMS", content);
                case WHATSAPP -> inCodePoints(4_096, "for WhatsApp", content);
                case CHAT -> inBytes(content);
            };
        }
    };

    /** What a message comes by. */
    public enum Channel {
        SMS,
        WHATSAPP,
        CHAT;

        /** @param subtype in the spelling of Amazon Connect, or null: then the ARN of the destination says it */
        public static Channel of(@Nullable String subtype, String destinationId) {
            if (subtype == null) {
                if (destinationId.contains(":sms-voice:")) return SMS;
                return destinationId.contains(":social-messaging:") ? WHATSAPP : CHAT;
            }
            return switch (subtype) {
                case "connect:SMS" -> SMS;
                case "connect:WhatsApp" -> WHATSAPP;
                default -> CHAT;
            };
        }
    }

    private static final int MAX_BYTES = 16_384;

    /** The rule that a content breaks, as the end of "Member must …"; empty if it breaks none. */
    public abstract Optional<String> violation(Channel channel, String contentType, String content);

    private static Optional<String> inCodePoints(int max, String where, String content) {
        return content.length() <= max || content.codePointCount(0, content.length()) <= max
                ? Optional.empty()
                : Optional.of("have length less than or equal to " + max + " " + where);
    }

    private static Optional<String> inBytes(String content) {
        return content.length() <= MAX_BYTES / 3 || content.getBytes(UTF_8).length <= MAX_BYTES
                ? Optional.empty()
                : Optional.of("have at most " + MAX_BYTES + " bytes in UTF-8");
    }
}
