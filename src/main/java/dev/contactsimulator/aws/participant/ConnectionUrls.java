package dev.contactsimulator.aws.participant;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ParticipantId;
import java.net.URI;
import java.time.Instant;

/** Makes the URLs at which participants hear their chats. */
@FunctionalInterface
public interface ConnectionUrls {

    /** @param expiry until when a socket that was opened at the URL may stay ("ConnectionExpiry") */
    record ConnectionUrl(String url, Instant expiry) {}

    /**
     * A URL at which a participant hears all that is recorded after this call.
     *
     * @param origin how the client reached the simulator, such as {@code http://localhost:8080}
     * @param now by the simulator's clock
     */
    ConnectionUrl of(ContactId contactId, ParticipantId participantId, URI origin, Instant now);
}
