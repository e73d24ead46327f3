package dev.contactsimulator.delivery.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits to be sent over one socket. A virtual thread sends it while there is something, so that nobody waits for the
 * client. What a client does not read is kept up to a bound.
 *
 * <p>After items comes a ping (RFC 6455, section 5.5.2) with the position of the last one in the log: the pong says that
 * all before it have arrived.
 */
final class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private static final int MAX_CHARS = 256 << 10;
    private static final int MAX_MESSAGES = 1_000;

    /** @param position of the item in the log; 0 if it is no item */
    private record Message(String text, long position) {}

    private final Session session;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private int chars;
    private boolean sending;
    private boolean closed;

    Outbox(Session session) {
        this.session = session;
    }

    /** Returns at once. @return false if the client has left too much unread; nothing is sent any more then */
    synchronized boolean add(String text, long position) {
        if (closed) return true;
        if (!waiting.isEmpty() && (chars + text.length() > MAX_CHARS || waiting.size() == MAX_MESSAGES)) {
            close();
            return false;
        }
        waiting.add(new Message(text, position));
        chars += text.length();
        if (!sending) {
            sending = true;
            Thread.ofVirtual().name("websocket-send").start(this::send);
        }
        return true;
    }

    /** Waits until all is sent. @return false if it was not in time */
    synchronized boolean awaitEmpty(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (!waiting.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) return false;
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return true;
    }

    /** Drops what waits. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        chars = 0;
        notifyAll();
    }

    private void send() {
        long unconfirmed = 0;
        try {
            while (true) {
                Message next = next(unconfirmed == 0);
                if (next != null) {
                    session.getBasicRemote().sendText(next.text());
                    if (next.position() > 0) unconfirmed = next.position();
                    sent(next);
                } else if (unconfirmed > 0) {
                    session.getBasicRemote().sendPing(position(unconfirmed));
                    unconfirmed = 0;
                } else {
                    return;
                }
            }
        } catch (IOException | RuntimeException gone) {
            close();
            closeSession();
        }
    }

    /** Unless the server has, because the client is gone. */
    private void closeSession() {
        try {
            if (session.isOpen())
                session.close(new CloseReason(CloseCodes.UNEXPECTED_CONDITION, "nothing can be sent"));
        } catch (IOException | IllegalStateException gone) {
            log.debug("event=websocket-gone", gone);
        }
    }

    /** @param endIfEmpty whether the thread ends if there is nothing */
    private synchronized Message next(boolean endIfEmpty) {
        Message next = waiting.peek();
        if (next == null && endIfEmpty) sending = false;
        return next;
    }

    private synchronized void sent(Message message) {
        if (waiting.peek() != message) return;
        waiting.remove();
        chars -= message.text().length();
        if (waiting.isEmpty()) notifyAll();
    }

    private static ByteBuffer position(long position) {
        return ByteBuffer.allocate(Long.BYTES).putLong(position).flip();
    }
}
