package dev.contactsimulator.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * The last contact of a page, or the last that was examined for it, so that the next page begins behind it, whatever has come or changed in between.
 *
 * @param query a digest of the search: a token is good for the search that gave it only
 */
record PageToken(int query, Instant at, UUID contactId) {

    /** Stands for a time that a contact does not have yet. */
    static final Instant NOT_YET = Instant.parse("9999-12-31T23:59:59Z");

    private static final int LENGTH = Integer.BYTES + 3 * Long.BYTES;

    /** The same on every node and after every start, which the hash codes of enums are not. */
    private static int digest(ContactSearch search) {
        return (search.criteria() + " " + search.order()).hashCode();
    }

    static PageToken behind(ContactRow last, ContactSearch search) {
        Instant at = switch (search.order().by()) {
            case INITIATED -> last.origin().initiatedAt();
            case EXPIRES -> last.origin().expiresAt();
            case ENDED -> last.end() == null ? NOT_YET : last.end().at();
        };
        return of(search, at, last.contactId().value());
    }

    static PageToken of(ContactSearch search, Instant at, UUID contactId) {
        return new PageToken(digest(search), at, contactId);
    }

    String text() {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .putInt(query)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .putLong(contactId.getMostSignificantBits())
                .putLong(contactId.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws InvalidPageToken if no page of this search gave it */
    static PageToken of(String text, ContactSearch search) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.getBytes(US_ASCII)));
            PageToken token = new PageToken(
                    bytes.getInt(),
                    Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS),
                    new UUID(bytes.getLong(), bytes.getLong()));
            if (!bytes.hasRemaining() && token.query == digest(search)) return token;
        } catch (IllegalArgumentException | BufferUnderflowException | ArithmeticException damaged) {
            throw new InvalidPageToken();
        }
        throw new InvalidPageToken();
    }
}
