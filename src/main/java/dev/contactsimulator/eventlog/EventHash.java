package dev.contactsimulator.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
 * {@code COPY … (FORMAT binary)}, so a verifier hashes a slice of each row as it comes. An instance is for one
 * thread.
 */
public final class EventHash {

    private static final Instant YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z");

    private final MessageDigest sha256 = sha256();

    /** The hash before the first event. */
    public static byte[] beginning() {
        return new byte[32];
    }

    /** The digest of an event whose eight fields, each after its length, are a slice of {@code bytes}. */
    public byte[] digest(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        return sha256.digest();
    }

    /** The digest of a stored event. */
    public byte[] digest(StoredEvent event) {
        return digest(
                event.contactId(),
                event.sequence(),
                event.eventId(),
                event.type(),
                event.revision(),
                event.at(),
                event.data().getBytes(UTF_8),
                event.metadata().getBytes(UTF_8));
    }

    byte[] digest(
            UUID contactId,
            int sequence,
            UUID eventId,
            String type,
            int revision,
            Instant at,
            byte[] data,
            byte[] metadata) {
        byte[] name = type.getBytes(UTF_8);
        ByteBuffer start = ByteBuffer.allocate(72 + name.length);
        put(start, contactId);
        start.putInt(4).putInt(sequence);
        put(start, eventId);
        start.putInt(name.length).put(name);
        start.putInt(4).putInt(revision);
        start.putInt(8).putLong(microsOf2000(at));
        sha256.update(start.array());
        update(data);
        update(metadata);
        return sha256.digest();
    }

    private void update(byte[] field) {
        sha256.update(ByteBuffer.allocate(4).putInt(field.length).array());
        sha256.update(field);
    }

    /** The hash of the event at a position, from the hash before it and the event's digest. */
    public byte[] next(byte[] previous, long position, byte[] digest) {
        sha256.update(previous);
        sha256.update(ByteBuffer.allocate(8).putLong(position).array());
        sha256.update(digest);
        return sha256.digest();
    }

    /** Microseconds since 2000, which is when PostgreSQL's time begins. */
    static long microsOf2000(Instant at) {
        Duration since = Duration.between(YEAR_2000, at);
        return since.getSeconds() * 1_000_000 + since.getNano() / 1_000;
    }

    static Instant instant(long microsOf2000) {
        return YEAR_2000.plus(microsOf2000, ChronoUnit.MICROS);
    }

    private static void put(ByteBuffer bytes, UUID id) {
        bytes.putInt(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
