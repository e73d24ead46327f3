package dev.contactsimulator.delivery.websocket;

import dev.contactsimulator.aws.protocol.RequestIds;
import dev.contactsimulator.token.ParticipantGrant;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket of a participant, from the handshake on: speaks the protocol, and hands on what others decide. */
final class ParticipantSocket extends Endpoint {

    private static final Logger log = LoggerFactory.getLogger(ParticipantSocket.class);

    private final ParticipantGrant grant;
    private final LiveItems items;
    private @Nullable Session session;
    private @Nullable Outbox outbox;
    private volatile boolean closed;
    private volatile long lastSent;
    private boolean subscribing;

    ParticipantSocket(ParticipantGrant grant, LiveItems items) {
        this.grant = grant;
        this.items = items;
    }

    ParticipantGrant grant() {
        return grant;
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        session = opened;
        outbox = new Outbox(opened);
        opened.addMessageHandler(String.class, this::received);
        opened.addMessageHandler(PongMessage.class, this::confirmed);
        items.opened(this);
    }

    @Override
    public void onClose(Session ended, CloseReason reason) {
        closed = true;
        outbox().close();
        items.closed(this);
    }

    /** Of one connection: the client is gone, or sends what is no WebSocket. The server closes the session. */
    @Override
    public void onError(Session broken, Throwable failure) {
        log.debug("event=websocket-broken contactId={}", grant.contactId(), failure);
    }

    private void received(String frame) {
        Frames.Request request = Frames.Request.parse(frame);
        switch (request.topic()) {
            case Frames.HEARTBEAT -> respond(Frames.HEARTBEAT_RESPONSE);
            case Frames.PING -> respond(Frames.PING_RESPONSE);
            case Frames.SUBSCRIBE -> {
                if (request.isForChat()) subscribe(request);
                else respond(Frames.subscription(request, false));
            }
            case Frames.UNSUBSCRIBE -> {
                if (request.isForChat()) items.unsubscribe(this);
                respond(Frames.subscription(request, request.isForChat()));
            }
            default -> respond(Frames.forbidden(session().getId(), RequestIds.next()));
        }
    }

    /** In a thread of its own: the participant joins, and an earlier socket may be waited for. */
    private synchronized void subscribe(Frames.Request request) {
        if (subscribing) return;
        subscribing = true;
        Thread.ofVirtual().name("websocket-subscribe").start(() -> {
            try {
                items.subscribe(this, success -> respond(Frames.subscription(request, success)));
            } finally {
                subscribed();
            }
        });
    }

    private synchronized void subscribed() {
        subscribing = false;
    }

    private void confirmed(PongMessage pong) {
        ByteBuffer data = pong.getApplicationData();
        if (data.remaining() != Long.BYTES) return;
        long position = data.getLong();
        if (position <= lastSent) items.confirmed(this, position);
    }

    private void respond(String frame) {
        send(frame, 0);
    }

    /** Returns at once. A client that reads too slowly is closed. */
    void sendItem(String frame, long position) {
        lastSent = position;
        send(frame, position);
    }

    private void send(String frame, long position) {
        if (outbox().add(frame, position)) return;
        log.info("event=websocket-too-slow contactId={} participantId={}", grant.contactId(), grant.participantId());
        close(CloseCodes.VIOLATED_POLICY, "too much is unread");
    }

    /** Waits until the client has been sent all so far, and closes the socket if that takes too long. */
    boolean awaitSent(Duration most) throws InterruptedException {
        if (outbox().awaitEmpty(most.toNanos())) return !closed;
        close(CloseCodes.VIOLATED_POLICY, "too much is unread");
        return false;
    }

    boolean isOpen() {
        return !closed;
    }

    /** Returns at once. @return what ends when the close frame is sent */
    Thread close(CloseCode code, String reason) {
        return closeAfter(Duration.ZERO, code, reason);
    }

    Thread closeAfter(Duration delay, CloseCode code, String reason) {
        return Thread.ofVirtual().name("websocket-close").start(() -> {
            try {
                Thread.sleep(delay);
                if (session().isOpen()) session().close(new CloseReason(code, reason));
            } catch (IOException | IllegalStateException gone) {
                log.debug("event=websocket-gone contactId={}", grant.contactId(), gone);
            } catch (InterruptedException nobodyInterrupts) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Session session() {
        return Objects.requireNonNull(session);
    }

    private Outbox outbox() {
        return Objects.requireNonNull(outbox);
    }
}
