package dev.contactsimulator.delivery.websocket;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.ProtocolUpgrade;
import dev.contactsimulator.contact.ContactCommand.CheckParticipant;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.eventlog.EventLogUnavailable;
import dev.contactsimulator.token.ParticipantGrant;
import dev.contactsimulator.token.TokenPurpose;
import dev.contactsimulator.token.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.tomcat.websocket.Constants;
import org.jspecify.annotations.Nullable;

/** The handshake of a WebSocket (RFC 6455, section 4.2): only a participant of a chat that goes on gets one. */
final class WebSocketUpgrade implements ProtocolUpgrade {

    private static final int UPGRADE_REQUIRED = 426;

    /** 16 bytes in Base64. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    /** The most characters of a message of a client. Those of the protocol have fewer than 200. */
    private static final int MAX_MESSAGE_CHARS = 4 << 10;

    /** As with an Amazon API Gateway. The official client library sends something every 10 s. */
    private static final long READ_IDLE_MILLIS = 600_000L;

    /** After that a client that reads nothing is given up. */
    private static final long SEND_MILLIS = 10_000L;

    private static final long CLOSE_MILLIS = 3_000L;

    private final Tokens tokens;
    private final Contacts contacts;
    private final LiveItems items;
    private final Clock clock;

    WebSocketUpgrade(Tokens tokens, Contacts contacts, LiveItems items, Clock clock) {
        this.tokens = tokens;
        this.contacts = contacts;
        this.items = items;
        this.clock = clock;
    }

    @Override
    public String path() {
        return WebSocketUrls.PATH;
    }

    @Override
    public void upgrade(HttpServletRequest request, HttpServletResponse response, String requestId) throws IOException {
        requireHandshake(request);
        ParticipantSocket socket = new ParticipantSocket(grant(request.getParameter("token"), requestId), items);
        ServerContainer server =
                (ServerContainer) request.getServletContext().getAttribute(ServerContainer.class.getName());
        server.setDefaultMaxTextMessageBufferSize(MAX_MESSAGE_CHARS);
        server.setDefaultMaxBinaryMessageBufferSize(MAX_MESSAGE_CHARS);
        try {
            server.upgradeHttpToWebSocket(request, response, config(socket), Map.of());
        } catch (DeploymentException refused) {
            throw noHandshake();
        }
        // of another version; a header of the response says which one is spoken (RFC 6455, section 4.4)
        if (response.getStatus() == UPGRADE_REQUIRED) throw noHandshake();
    }

    /** What Tomcat would refuse without a body (RFC 6455, section 4.2.1). */
    private static void requireHandshake(HttpServletRequest request) {
        String key = request.getHeader("Sec-WebSocket-Key");
        if (key == null
                || !KEY.matcher(key).matches()
                || !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                || !hasUpgrade(request.getHeader("Connection"))) {
            throw noHandshake();
        }
    }

    private static boolean hasUpgrade(@Nullable String connection) {
        return connection != null
                && Stream.of(connection.split(","))
                        .anyMatch(token -> token.strip().equalsIgnoreCase("upgrade"));
    }

    private ParticipantGrant grant(@Nullable String token, String requestId) {
        Instant now = clock.instant();
        ParticipantGrant grant = ParticipantGrant.of(tokens, TokenPurpose.WEBSOCKET, token == null ? "" : token, now)
                .filter(items::isOfThisTimeline)
                .orElseThrow(WebSocketUpgrade::accessDenied);
        CheckParticipant check = new CheckParticipant(grant.contactId(), grant.participantId(), now);
        try {
            return contacts.send(check, RequestContext.ofSimulator(requestId, "WebSocket"))
                    .map(checked -> grant)
                    .orElseThrow(WebSocketUpgrade::accessDenied);
        } catch (ContactRejection noParticipant) {
            throw accessDenied();
        } catch (EventLogUnavailable unavailable) {
            throw new AwsException(ErrorType.SERVICE_UNAVAILABLE, "The database does not answer. Try again.");
        }
    }

    private static AwsException noHandshake() {
        return new AwsException(ErrorType.MALFORMED_HTTP_REQUEST, "The request opens no WebSocket (RFC 6455).");
    }

    private static AwsException accessDenied() {
        return new AwsException(ErrorType.ACCESS_DENIED, "Access denied");
    }

    private static ServerEndpointConfig config(ParticipantSocket socket) {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(ParticipantSocket.class, WebSocketUrls.PATH)
                .configurator(new OneSocket(socket))
                .build();
        config.getUserProperties().put(Constants.READ_IDLE_TIMEOUT_MS, READ_IDLE_MILLIS);
        config.getUserProperties().put(Constants.BLOCKING_SEND_TIMEOUT_PROPERTY, SEND_MILLIS);
        config.getUserProperties().put(Constants.SESSION_CLOSE_TIMEOUT_PROPERTY, CLOSE_MILLIS);
        return config;
    }

    /** Of one handshake. */
    private static final class OneSocket extends ServerEndpointConfig.Configurator {

        private final ParticipantSocket socket;

        OneSocket(ParticipantSocket socket) {
            this.socket = socket;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(socket);
        }

        /** Pages of other origins were refused before. */
        @Override
        public boolean checkOrigin(String origin) {
            return true;
        }

        /** None: compression takes some 300 kB of memory for each socket. */
        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return "";
        }
    }
}
