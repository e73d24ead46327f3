package dev.contactsimulator.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * How the hash of an event comes about. Each hash vouches for its event and for all before it:
 *
 * <pre>
 * hash(0) = 32 zero bytes
 * hash(n) = SHA-256( hash(n-1) ‖ n, 8 bytes ‖ digest(n) )
 * digest  = SHA-256( for each of the eight fields below: its length in bytes, 4 bytes ‖ the field )
 *
 *   contact_id  16 bytes
 *   sequence     4 bytes
 *   event_id    16 bytes
 *   type         UTF-8
 *   revision     4 bytes
 *   at           8 bytes: microseconds since 2000-01-01T00:00:00Z
 *   data         UTF-8, the JSON text as it is stored
 *   metadata     UTF-8, the JSON text as it is stored
 * </pre>
 *
 * All numbers are signed and big-endian. These are the very bytes of the eight columns in PostgreSQL's
 * {@code COPY … (FORMAT binary)}, so a verifier hashes a slice of each row as it comes.
 */
public final class EventHash {

    /** The hash before the first event. */
    public static byte[] beginning() {
        return new byte[32];
    }

    /** The hash of the event at a position, from the one before it and the event's digest. */
    public static byte[] next(byte[] previous, long position, byte[] digest) {
        return sha256()
                .digest(ByteBuffer.allocate(72)
                        .put(previous)
                        .putLong(position)
                        .put(digest)
                        .array());
    }

    static byte[] digest(
            UUID contactId,
            int sequence,
            UUID eventId,
            byte[] type,
            int revision,
            long microsOf2000,
            byte[] data,
            byte[] metadata) {
        int size = 8 * 4 + 16 + 4 + 16 + type.length + 4 + 8 + data.length + metadata.length;
        ByteBuffer bytes = ByteBuffer.allocate(size);
        put(bytes, contactId);
        bytes.putInt(4).putInt(sequence);
        put(bytes, eventId);
        bytes.putInt(type.length).put(type);
        bytes.putInt(4).putInt(revision);
        bytes.putInt(8).putLong(microsOf2000);
        bytes.putInt(data.length).put(data);
        bytes.putInt(metadata.length).put(metadata);
        return sha256().digest(bytes.array());
    }

    /** The digest of a stored event. */
    public static byte[] digest(StoredEvent event) {
        return digest(
                event.contactId(),
                event.sequence(),
                event.eventId(),
                event.type().getBytes(UTF_8),
                event.revision(),
                microsOf2000(event.at()),
                event.data().getBytes(UTF_8),
                event.metadata().getBytes(UTF_8));
    }

    private static final Instant YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z");

    static long microsOf2000(Instant at) {
        Duration since = Duration.between(YEAR_2000, at);
        return since.getSeconds() * 1_000_000 + since.getNano() / 1_000;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    private static void put(ByteBuffer bytes, UUID id) {
        bytes.putInt(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private EventHash() {}
}
