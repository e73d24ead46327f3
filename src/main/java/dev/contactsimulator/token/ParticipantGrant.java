package dev.contactsimulator.token;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ParticipantId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The claims of a token for one participant of one contact. Whether the participant is still one of the chat is for the
 * contact to say.
 *
 * @param validUntil to the millisecond
 * @param position of the log up to which its bearer knows the chat otherwise; 0 where that does not matter
 */
public record ParticipantGrant(ContactId contactId, ParticipantId participantId, Instant validUntil, long position) {

    /** For a token that is worth as much as its participant is. */
    public static final Instant UNLIMITED = Instant.ofEpochMilli(Long.MAX_VALUE);

    private static final int BYTES = 6 * Long.BYTES;

    public ParticipantGrant(ContactId contactId, ParticipantId participantId) {
        this(contactId, participantId, UNLIMITED, 0);
    }

    public ParticipantGrant until(Instant newValidUntil) {
        return new ParticipantGrant(contactId, participantId, newValidUntil, position);
    }

    public ParticipantGrant from(long newPosition) {
        return new ParticipantGrant(contactId, participantId, validUntil, newPosition);
    }

    /** A token of some 90 characters. */
    public String token(Tokens tokens, TokenPurpose purpose) {
        ByteBuffer claims = ByteBuffer.allocate(BYTES);
        put(claims, contactId.value());
        put(claims, participantId.value());
        claims.putLong(validUntil.toEpochMilli()).putLong(position);
        return tokens.sign(purpose, claims.array());
    }

    /** What the token grants, or empty if it is no token of the purpose, or was one until before {@code now}. */
    public static Optional<ParticipantGrant> of(Tokens tokens, TokenPurpose purpose, String token, Instant now) {
        return tokens.verify(purpose, token)
                .filter(claims -> claims.length == BYTES)
                .map(ByteBuffer::wrap)
                .map(claims -> new ParticipantGrant(
                        new ContactId(uuid(claims)),
                        new ParticipantId(uuid(claims)),
                        Instant.ofEpochMilli(claims.getLong()),
                        claims.getLong()))
                .filter(grant -> now.isBefore(grant.validUntil()));
    }

    private static void put(ByteBuffer claims, UUID id) {
        claims.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer claims) {
        return new UUID(claims.getLong(), claims.getLong());
    }
}
