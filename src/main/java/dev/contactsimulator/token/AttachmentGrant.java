package dev.contactsimulator.token;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The claims of a token for the content of one file.
 *
 * @param validUntil to the millisecond
 */
public record AttachmentGrant(UUID attachmentId, Instant validUntil) {

    private static final int BYTES = 3 * Long.BYTES;

    public String token(Tokens tokens, TokenPurpose purpose) {
        ByteBuffer claims = ByteBuffer.allocate(BYTES)
                .putLong(attachmentId.getMostSignificantBits())
                .putLong(attachmentId.getLeastSignificantBits())
                .putLong(validUntil.toEpochMilli());
        return tokens.sign(purpose, claims.array());
    }

    /** What the token grants, or empty if it is no token of the purpose, or was one until before {@code now}. */
    public static Optional<AttachmentGrant> of(Tokens tokens, TokenPurpose purpose, String token, Instant now) {
        return tokens.verify(purpose, token)
                .filter(claims -> claims.length == BYTES)
                .map(ByteBuffer::wrap)
                .map(claims -> new AttachmentGrant(
                        new UUID(claims.getLong(), claims.getLong()), Instant.ofEpochMilli(claims.getLong())))
                .filter(grant -> now.isBefore(grant.validUntil()));
    }
}
