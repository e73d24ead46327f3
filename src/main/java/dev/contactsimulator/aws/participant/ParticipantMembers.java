package dev.contactsimulator.aws.participant;

import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.Length;
import org.jspecify.annotations.Nullable;

/** Members that the operations of participants share, as the service model has them. */
final class ParticipantMembers {

    static final Length CONTENT_TYPE = Length.between(1, 100);
    static final Length CONTENT = Length.between(1, 16_384);

    private static final Length TOKEN = Length.between(1, 1_000);
    private static final Length CLIENT_TOKEN = Length.atMost(500);

    /** The participant token or the connection token: the model has them in one header. */
    static String token(AwsRequest request) {
        return request.requiredHeader("X-Amz-Bearer", TOKEN);
    }

    static @Nullable String clientToken(AwsRequest request) {
        String token = request.body().string("ClientToken", CLIENT_TOKEN);
        return token == null || token.isEmpty() ? null : token;
    }

    private ParticipantMembers() {}
}
