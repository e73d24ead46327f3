package dev.contactsimulator.contact;

import java.util.UUID;

/** Identifies a contact: a UUID, shaped like the random ones of AWS. */
public record ContactId(UUID value) {

    public static ContactId of(String text) {
        return new ContactId(UUID.fromString(text));
    }

    /** A further contact of the chain that {@code initial} begins, which the event {@code sequence} leads to. */
    static ContactId further(ContactId initial, int sequence) {
        long high = Mixer.mix(initial.value.getMostSignificantBits() ^ Mixer.mix(sequence + 1L));
        long low = Mixer.mix(initial.value.getLeastSignificantBits() + Mixer.mix(~sequence));
        return new ContactId(new UUID(high & ~0xF000L | 0x4000L, low & ~(3L << 62) | 1L << 63));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
