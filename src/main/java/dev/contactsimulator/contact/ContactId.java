package dev.contactsimulator.contact;

import java.util.UUID;

/** Identifies a contact: a UUID, shaped like the random ones of AWS. */
public record ContactId(UUID value) {

    public static ContactId of(String text) {
        return new ContactId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
