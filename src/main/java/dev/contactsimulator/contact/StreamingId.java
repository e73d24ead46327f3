package dev.contactsimulator.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/** Identifies the publication of a contact's items to one topic ("StreamingId"): the same for the same contact and topic. */
public record StreamingId(UUID value) {

    public static StreamingId of(ContactId contact, String endpointArn) {
        return new StreamingId(UUID.nameUUIDFromBytes((contact + " " + endpointArn).getBytes(UTF_8)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
