package dev.contactsimulator.delivery.websocket;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.RecordedEvent;
import jakarta.websocket.CloseReason.CloseCodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one participant hears on this node, over the newest of its sockets: each item once, in order. It outlives its
 * sockets for a while, so that the next one begins where the last one ended.
 *
 * <p>A new socket first gets from the log what its participant has not heard, then what comes. Meanwhile the stream only
 * notes how far the contact has come. So nothing is kept for it, and the change from one to the other leaves out nothing.
 */
final class ParticipantStream {

    /** How long the end of one socket is waited for before the next one begins; the client library waits for 1 s. */
    private static final Duration HANDOVER = Duration.ofMillis(600);

    /** How long the client may take to read one page of what it missed. */
    private static final Duration PAGE = Duration.ofSeconds(20);

    /** How long a socket stays open after the end of the chat. Clients close it as a rule. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final ContactId contact;
    private final ParticipantId participant;

    /** Subscribed, the newest last. */
    private final List<ParticipantSocket> sockets = new ArrayList<>();

    /** The event up to which the participant has heard everything. */
    private long confirmed;

    /** The event up to which everything was handed to a socket. */
    private long position;

    /** The last item that was handed to a socket, and which one. */
    private long lastItem;

    private @Nullable ParticipantSocket lastSocket;

    /** The last event of the contact that this node has passed. */
    private long newest;

    /** Whether the newest socket has all before {@link #newest}, and is handed what comes. */
    private boolean live;

    private final ReentrantLock beginning = new ReentrantLock();
    private volatile boolean begun;

    private boolean left;
    private boolean ended;
    private long unusedSince = System.nanoTime();

    /** @param heard the position up to which the participant knows the chat */
    ParticipantStream(ContactId contact, ParticipantId participant, long heard) {
        this.contact = contact;
        this.participant = participant;
        beginAt(heard);
    }

    ContactId contact() {
        return contact;
    }

    ParticipantId participant() {
        return participant;
    }

    /** Where a participant stands that was served elsewhere before. */
    interface Origin {
        OptionalLong heard() throws InterruptedException;
    }

    /** To be called before the first socket is served. Finds out only once. */
    void begin(Origin elsewhere) throws InterruptedException {
        beginning.lock();
        try {
            if (begun) return;
            OptionalLong heard = elsewhere.heard();
            if (heard.isPresent()) beginAt(heard.getAsLong());
            begun = true;
        } finally {
            beginning.unlock();
        }
    }

    private synchronized void beginAt(long heard) {
        confirmed = heard;
        position = heard;
        lastItem = heard;
    }

    /** Hands on nothing more. Waits until what was sent has arrived, for a bounded time. @return up to where it has */
    synchronized long end() throws InterruptedException {
        ParticipantSocket before = lastSocket;
        sockets.clear();
        live = false;
        begun = false;
        notifyAll();
        awaitConfirmed(before, HANDOVER);
        if (before != null && !isConfirmed() && before.isOpen()) {
            before.close(CloseCodes.GOING_AWAY, "another one took over");
        }
        return confirmed;
    }

    /** From here on the sockets before are silent. */
    synchronized void add(ParticipantSocket socket) {
        if (sockets.contains(socket)) return;
        sockets.add(socket);
        live = false;
        notifyAll();
    }

    /** @return the socket before, if it is to be served again by {@link #serve}; else null */
    synchronized @Nullable ParticipantSocket remove(ParticipantSocket socket) {
        boolean wasCurrent = isCurrent(socket);
        if (!sockets.remove(socket)) return null;
        notifyAll();
        unusedSince = System.nanoTime();
        if (!wasCurrent) return null;
        live = false;
        return sockets.isEmpty() ? null : sockets.getLast();
    }

    synchronized boolean has(ParticipantSocket socket) {
        return sockets.contains(socket);
    }

    synchronized boolean isUsed() {
        return !sockets.isEmpty();
    }

    synchronized boolean isUnused(Duration since) {
        return sockets.isEmpty() && System.nanoTime() - unusedSince > since.toNanos();
    }

    /** Takes note that all items up to a position have arrived. */
    synchronized void confirm(long arrived) {
        confirmed = Math.max(confirmed, arrived);
        notifyAll();
    }

    synchronized boolean isConfirmed() {
        return confirmed >= lastItem;
    }

    /** Takes note of an event that was just recorded, and hands it on if the newest socket has all before. */
    synchronized void publish(HeardEvent event) {
        newest = event.position();
        if (live) hand(event);
    }

    /**
     * Brings a socket up to date, unless a newer one does without it.
     *
     * @param ready told when the sockets before are silent and what they have sent has arrived, or is not waited for any more
     * @throws dev.contactsimulator.eventlog.EventLogUnavailable if the log cannot be read
     */
    void serve(ParticipantSocket socket, EventLog log, Runnable ready) throws InterruptedException {
        boolean takesOver = takeOver(socket);
        ready.run();
        if (!takesOver) return;
        MissedEvents missed = new MissedEvents(log, contact.value(), positionNow());
        do {
            if (hand(socket, missed.next())) return;
        } while (socket.awaitSent(PAGE));
    }

    /** @return false if a newer socket has come */
    private synchronized boolean takeOver(ParticipantSocket socket) throws InterruptedException {
        ParticipantSocket before = lastSocket == socket ? null : lastSocket;
        awaitConfirmed(before, HANDOVER);
        if (!isCurrent(socket)) return false;
        if (before != null) {
            if (!isConfirmed() && before.isOpen()) before.close(CloseCodes.GOING_AWAY, "another one took over");
            lastSocket = null;
            lastItem = confirmed;
            position = confirmed;
        }
        return true;
    }

    private void awaitConfirmed(@Nullable ParticipantSocket sender, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (sender != null && !isConfirmed() && sender.isOpen()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) return;
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    private synchronized long positionNow() {
        return position;
    }

    /** @return whether there is no more to bring to the socket */
    private synchronized boolean hand(ParticipantSocket socket, List<RecordedEvent> missed) {
        if (!isCurrent(socket)) return true;
        missed.stream()
                .filter(event -> event.position() > position)
                .map(HeardEvent::of)
                .forEach(this::hand);
        if (!missed.isEmpty() || newest > position) return false;
        live = true;
        if (left || ended) closeSoon(socket);
        return true;
    }

    private void hand(HeardEvent event) {
        if (event.position() <= position) return;
        position = event.position();
        String frame = event.frame();
        if (frame != null && event.position() > confirmed && (!left || event.endsChat())) {
            lastItem = event.position();
            lastSocket = sockets.getLast();
            lastSocket.sendItem(frame, event.position());
        }
        boolean isLast = event.endsChat();
        if (isLast) ended = true;
        if (event.endsMembership(participant)) left = true;
        if (isLast || event.endsMembership(participant)) sockets.forEach(ParticipantStream::closeSoon);
    }

    private static void closeSoon(ParticipantSocket socket) {
        socket.closeAfter(FAREWELL, CloseCodes.NORMAL_CLOSURE, "the chat has ended");
    }

    private boolean isCurrent(ParticipantSocket socket) {
        return !sockets.isEmpty() && sockets.getLast() == socket;
    }
}
