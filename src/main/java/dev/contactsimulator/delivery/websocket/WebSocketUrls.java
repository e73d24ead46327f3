package dev.contactsimulator.delivery.websocket;

import dev.contactsimulator.aws.participant.ConnectionUrls;
import dev.contactsimulator.aws.protocol.PublicUrl;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.token.ParticipantGrant;
import dev.contactsimulator.token.TokenPurpose;
import dev.contactsimulator.token.Tokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Makes the URLs of WebSockets (CreateParticipantConnection, "Websocket"). */
public final class WebSocketUrls implements ConnectionUrls {

    static final String PATH = "/participant/websocket";

    /** How long after it was made a URL may be connected to (CreateParticipantConnection: "within 100 seconds"). */
    static final Duration DIAL = Duration.ofSeconds(100);

    /** How long a connection is to be used. The official client library refuses less than 3,540 s. */
    static final Duration LIFETIME = Duration.ofHours(1);

    private final Tokens tokens;
    private final EventLog events;
    private final PublicUrl publicUrl;

    public WebSocketUrls(Tokens tokens, EventLog events, PublicUrl publicUrl) {
        this.tokens = tokens;
        this.events = events;
        this.publicUrl = publicUrl;
    }

    /**
     * A URL over which a participant hears all that is recorded after this call.
     *
     * The client is to replace its connection when that expires.
     *
     * @throws dev.contactsimulator.eventlog.EventLogUnavailable if the database does not answer
     */
    @Override
    public ConnectionUrl of(ContactId contact, ParticipantId participant, URI origin, Instant now) {
        String token = new ParticipantGrant(contact, participant)
                .until(now.plus(DIAL))
                .from(events.head().position())
                .token(tokens, TokenPurpose.WEBSOCKET);
        return new ConnectionUrl(address(publicUrl.orElse(origin)) + PATH + "?token=" + token, now.plus(LIFETIME));
    }

    /** The official client library connects to wss, or by ws to 127.0.0.1 under this name only. */
    private static String address(URI base) {
        String authority = base.getRawAuthority();
        return "https".equalsIgnoreCase(base.getScheme())
                ? "wss://" + authority
                : "ws://" + authority.replaceFirst("(?i)^localhost(?=:|$)", "127.0.0.1");
    }
}
