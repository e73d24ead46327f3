package dev.contactsimulator.aws.participant;

import dev.contactsimulator.aws.participant.ConnectionUrls.ConnectionUrl;
import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.contact.ContactCommand.ConnectParticipant;
import dev.contactsimulator.token.ParticipantGrant;
import dev.contactsimulator.token.TokenPurpose;
import dev.contactsimulator.token.Tokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives a participant what it needs to send, to hear, or both. */
@Component
final class CreateParticipantConnection implements Operation {

    /** How long a connection token is valid ("ConnectionCredentials"). */
    private static final Duration CREDENTIALS_LIFETIME = Duration.ofDays(1);

    private final ParticipantCommands commands;
    private final Tokens tokens;
    private final ConnectionUrls urls;

    CreateParticipantConnection(ParticipantCommands commands, Tokens tokens, ConnectionUrls urls) {
        this.commands = commands;
        this.tokens = tokens;
        this.urls = urls;
    }

    @Override
    public Route route() {
        return Route.participant(
                "/participant/connection", "CreateParticipantConnection", Request::read, this::connect);
    }

    /** "ConnectionType" */
    enum Type {
        WEBSOCKET,
        CONNECTION_CREDENTIALS,
        WEBRTC_CONNECTION
    }

    /**
     * @param types what to give; a participant that only joins needs nothing
     * @param connectParticipant whether the participant joins the chat by the call
     * @param origin how the client reaches the simulator
     */
    record Request(String participantToken, List<Type> types, boolean connectParticipant, URI origin) {

        private static final Size TYPES = Size.between(1, Integer.MAX_VALUE);
        private static final Enumeration<Type> TYPE = Enumeration.of(Type.class);

        static Request read(AwsRequest request) {
            List<Type> types = request.body().enumerations("Type", TYPES, TYPE);
            if (types != null && types.contains(Type.WEBRTC_CONNECTION)) {
                request.body().violation("Type", "Member must not have WEBRTC_CONNECTION for a chat");
            }
            return new Request(
                    ParticipantMembers.token(request),
                    types == null ? List.of() : types,
                    Boolean.TRUE.equals(request.body().bool("ConnectParticipant")),
                    RequestOrigin.of(request));
        }
    }

    record Response(@Nullable Websocket websocket, @Nullable ConnectionCredentials connectionCredentials) {}

    /** @param connectionExpiry until when a socket may stay */
    record Websocket(String url, Instant connectionExpiry) {}

    record ConnectionCredentials(String connectionToken, Instant expiry) {}

    private AwsResponse connect(Request request, AwsCall call) {
        var connected = commands.send(
                TokenPurpose.PARTICIPANT,
                request.participantToken(),
                (grant, at) -> new ConnectParticipant(
                        grant.contactId(), grant.participantId(), request.connectParticipant(), at),
                call,
                null);
        ParticipantGrant participant = connected.participant();
        Instant now = connected.at();
        return AwsResponse.of(new Response(
                request.types().contains(Type.WEBSOCKET) ? websocket(participant, request.origin(), now) : null,
                request.types().contains(Type.CONNECTION_CREDENTIALS) ? credentials(participant, now) : null));
    }

    private Websocket websocket(ParticipantGrant participant, URI origin, Instant now) {
        ConnectionUrl url = urls.of(participant.contactId(), participant.participantId(), origin, now);
        return new Websocket(url.url(), url.expiry());
    }

    private ConnectionCredentials credentials(ParticipantGrant participant, Instant now) {
        Instant expiry = now.plus(CREDENTIALS_LIFETIME);
        return new ConnectionCredentials(participant.until(expiry).token(tokens, TokenPurpose.CONNECTION), expiry);
    }
}
