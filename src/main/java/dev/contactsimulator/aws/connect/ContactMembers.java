package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Size;
import org.jspecify.annotations.Nullable;

/** Constraints that several operations on contacts share, as the service model has them. */
final class ContactMembers {

    static final Length INSTANCE_ID = Length.between(1, 100);
    static final Length CONTACT_ID = Length.between(1, 256);
    static final Length ATTRIBUTE_NAME = Length.between(1, 32_767);
    static final Length ATTRIBUTE_VALUE = Length.atMost(32_767);
    private static final Length CLIENT_TOKEN = Length.atMost(500);
    static final Size TAGS = Size.between(1, 6);
    static final Length TAG_KEY =
            Length.between(1, 128).matching(ContactMembers::isTagKey, "^(?!aws:)[a-zA-Z+-=._:/]+$");
    static final Length TAG_VALUE = Length.atMost(256);

    /** An empty token identifies nothing. */
    static @Nullable String clientToken(AwsRequest request) {
        String token = request.body().string("ClientToken", CLIENT_TOKEN);
        return token == null || token.isEmpty() ? null : token;
    }

    static @Nullable String requiredClientToken(AwsRequest request) {
        String token = request.body().requiredString("ClientToken", CLIENT_TOKEN);
        return token.isEmpty() ? null : token;
    }

    /** The pattern taken literally: {@code +-=} in it is the range from plus to the equals sign. */
    private static boolean isTagKey(String key) {
        if (key.startsWith("aws:")) return false;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && !(c >= '+' && c <= '=') && c != '_') return false;
        }
        return true;
    }

    private ContactMembers() {}
}
