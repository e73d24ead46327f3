package dev.contactsimulator.aws.participant;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ParticipantId;
import java.time.Instant;

/** Makes the URLs at which participants hear their chats. */
@FunctionalInterface
public interface ConnectionUrls {

    /** @param expiry until when a socket that was opened at the URL may stay ("ConnectionExpiry") */
    record ConnectionUrl(String url, Instant expiry) {}

    /** @param origin how the client reaches the simulator: {@code http://host:port} */
    ConnectionUrl of(ContactId contactId, ParticipantId participantId, String origin, Instant now);
}
