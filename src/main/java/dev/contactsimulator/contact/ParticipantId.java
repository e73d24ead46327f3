package dev.contactsimulator.contact;

import java.util.UUID;

/** Identifies one participant of one contact. */
public record ParticipantId(UUID value) {

    /** One that the event {@code sequence} of a contact creates. */
    static ParticipantId of(ContactId contact, int sequence) {
        UUID id = contact.value();
        return shaped(
                Mixer.mix(id.getMostSignificantBits() + sequence), Mixer.mix(id.getLeastSignificantBits() - sequence));
    }

    /** The customer of a contact: the same id each time it is asked for. */
    public static ParticipantId customerOf(ContactId contact) {
        UUID id = contact.value();
        long high = Mixer.mix(id.getMostSignificantBits() ^ Mixer.mix(id.getLeastSignificantBits() + 1));
        long low = Mixer.mix(id.getLeastSignificantBits() ^ Mixer.mix(id.getMostSignificantBits() + 2));
        return shaped(high, low);
    }

    /** The system, as a sender of a contact's messages. */
    public static ParticipantId systemOf(ContactId contact) {
        UUID id = contact.value();
        return shaped(Mixer.mix(~id.getMostSignificantBits()), Mixer.mix(~id.getLeastSignificantBits()));
    }

    /** The agent of a contact, which has one at most. */
    public static ParticipantId agentOf(ContactId contact) {
        UUID id = contact.value();
        return shaped(
                Mixer.mix(Long.reverse(id.getMostSignificantBits())),
                Mixer.mix(Long.reverse(id.getLeastSignificantBits())));
    }

    private static ParticipantId shaped(long high, long low) {
        return new ParticipantId(new UUID(high & ~0xF000L | 0x4000L, low & ~(3L << 62) | 1L << 63));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
