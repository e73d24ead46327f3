package dev.contactsimulator.aws.participant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorType;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * The "NextToken" of GetTranscript: where the next page begins.
 *
 * @param request a digest of the parameters: a token is good for the same request only
 * @param sequence of the event at which the page begins
 */
record TranscriptToken(int request, int sequence) {

    String text() {
        byte[] bytes = ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(request)
                .putInt(sequence)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws AwsException (ValidationException) if the token is not one that the same request was answered with */
    static int sequence(String token, int request) {
        byte[] bytes = decode(token);
        if (bytes.length == 2 * Integer.BYTES) {
            ByteBuffer parts = ByteBuffer.wrap(bytes);
            int sequence = parts.getInt(Integer.BYTES);
            if (parts.getInt(0) == request && sequence >= 0) return sequence;
        }
        throw new AwsException(
                ErrorType.VALIDATION, "The NextToken is not one that the same request was answered with.");
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getUrlDecoder().decode(token.getBytes(US_ASCII));
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
