package dev.contactsimulator.aws.participant;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Members that the operations of participants share, as the service model has them. */
final class ParticipantMembers {

    static final Length CONTENT_TYPE = Length.between(1, 100);
    static final Length CONTENT = Length.between(1, 16_384);
    static final Length ATTACHMENT_ID = Length.between(1, 256);

    private static final Length TOKEN = Length.between(1, 1_000);
    private static final Length CLIENT_TOKEN = Length.atMost(500);
    private static final Length REQUIRED_CLIENT_TOKEN = Length.between(1, 500);

    /** The participant token or the connection token: the model has them in one header. */
    static String token(AwsRequest request) {
        return request.requiredHeader("X-Amz-Bearer", TOKEN);
    }

    static @Nullable String clientToken(AwsRequest request) {
        String token = request.body().string("ClientToken", CLIENT_TOKEN);
        return token == null || token.isEmpty() ? null : token;
    }

    static String requiredClientToken(AwsRequest request) {
        return request.body().requiredString("ClientToken", REQUIRED_CLIENT_TOKEN);
    }

    /** @throws AwsException (ValidationException) if no file has an id like this */
    static UUID attachmentId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAUuid) {
            throw noSuchAttachment();
        }
    }

    static AwsException noSuchAttachment() {
        return new AwsException(ErrorType.VALIDATION, "The chat has no such attachment.");
    }

    private ParticipantMembers() {}
}
