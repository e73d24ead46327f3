package dev.contactsimulator.contact;

import java.time.Instant;
import java.util.UUID;

/**
 * Identifies an item of a transcript: a UUIDv7 (RFC 9562) whose embedded time is the item's time, as AWS's are.
 *
 * <p>The id is derived from the contact, the sequence of the event within the contact and its time. So nothing random
 * needs to be passed to the domain, the same commands give the same ids, and a contact recognises its own items
 * ({@link #belongsTo}) without keeping them.
 *
 * <pre>
 *  48 bits  milliseconds since 1970          12 bits  sequence, high bits
 *   4 bits  version 7                        20 bits  sequence, low bits
 *   2 bits  variant                          42 bits  digest of contact, sequence and time
 * </pre>
 *
 * <p>So the items of a contact sort by time, then sequence, also when a clock that stands still gives all the same time.
 */
public record ItemId(UUID value) {

    private static final long DIGEST = (1L << 42) - 1;

    public static ItemId of(ContactId contact, int sequence, Instant at) {
        long millis = at.toEpochMilli() & 0xFFFF_FFFF_FFFFL;
        long high = millis << 16 | 0x7000L | sequence >>> 20;
        long low = 1L << 63 | (sequence & 0xFFFFFL) << 42 | digest(contact, sequence, millis);
        return new ItemId(new UUID(high, low));
    }

    public static ItemId of(String text) {
        return new ItemId(UUID.fromString(text));
    }

    /** The sequence, within its contact, of the event that this item is. */
    public int sequence() {
        return (int)
                ((value.getMostSignificantBits() & 0xFFF) << 20 | value.getLeastSignificantBits() >>> 42 & 0xFFFFFL);
    }

    public boolean belongsTo(ContactId contact) {
        Instant at = Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
        return sequence() >= 0 && equals(of(contact, sequence(), at));
    }

    private static long digest(ContactId contact, int sequence, long millis) {
        UUID id = contact.value();
        return Mixer.mix(Mixer.mix(id.getMostSignificantBits() ^ sequence) ^ id.getLeastSignificantBits() ^ millis)
                & DIGEST;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
