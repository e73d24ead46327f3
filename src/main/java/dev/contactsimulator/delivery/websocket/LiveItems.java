package dev.contactsimulator.delivery.websocket;

import static dev.contactsimulator.contact.ContactRejection.Kind.ACCESS_DENIED;

import dev.contactsimulator.aws.protocol.RequestIds;
import dev.contactsimulator.contact.ContactCommand.ConnectParticipant;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.eventlog.EventFeed;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.EventLogUnavailable;
import dev.contactsimulator.eventlog.RecordedEvent;
import dev.contactsimulator.eventlog.Timeline;
import dev.contactsimulator.eventlog.TimelineEnded;
import dev.contactsimulator.token.ParticipantGrant;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log for all WebSockets of this node, and hands each event to those who hear its contact. An event to whose
 * contact nobody listens costs one look into a map.
 */
final class LiveItems implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LiveItems.class);

    private static final int BATCH = 500;

    /** The most joins or leaves of one contact that are looked at. */
    private static final int MAX_CHANGES = 1_000;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** How long the clients may take to be told that the program stops. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    /** How long the place of a participant without a socket is kept: as long as a URL may be connected to. */
    private static final Duration MEMORY = WebSocketUrls.DIAL;

    private final EventLog events;
    private final OtherNodes nodes;
    private final Contacts contacts;
    private final Clock clock;
    private final Set<ParticipantSocket> open = ConcurrentHashMap.newKeySet();

    /** By contact. The lists are never changed, and replaced under the lock only. */
    private final Map<UUID, List<ParticipantStream>> streams = new ConcurrentHashMap<>();

    private final Thread thread =
            Thread.ofPlatform().name("websocket-feed").daemon().unstarted(this::run);
    private @Nullable EventFeed feed;
    private volatile boolean stopping;
    private @Nullable Timeline timeline;

    LiveItems(EventLog events, OtherNodes nodes, Contacts contacts, Clock clock) {
        this.events = events;
        this.nodes = nodes;
        this.contacts = contacts;
        this.clock = clock;
    }

    /** To be called before the first socket opens. */
    void start() {
        timeline = events.timeline();
        thread.start();
        nodes.start(this::release);
    }

    /** Another node serves the participant from now on. */
    private OptionalLong release(ContactId contact, ParticipantId participant) throws InterruptedException {
        ParticipantStream stream = find(new ParticipantGrant(contact, participant));
        if (stream == null) return OptionalLong.empty();
        long heard = stream.end();
        forget(stream);
        return OptionalLong.of(heard);
    }

    /** Whether the position in a URL is one of the log as it is now. Contacts of before a reset are not found anyway. */
    boolean isOfThisTimeline(ParticipantGrant grant) {
        return grant.position() <= events.head().position();
    }

    /** The feed is there before the socket can subscribe, so that it lacks nothing that a subscription does not read. */
    void opened(ParticipantSocket socket) {
        synchronized (this) {
            if (feed == null) feed = events.feed(events.head().position());
            open.add(socket);
            notifyAll();
        }
        if (stopping) socket.close(CloseCodes.GOING_AWAY, "the simulator stops");
    }

    void closed(ParticipantSocket socket) {
        open.remove(socket);
        unsubscribe(socket);
    }

    /** The socket before, if there is one, takes over again. */
    void unsubscribe(ParticipantSocket socket) {
        ParticipantStream stream = find(socket.grant());
        if (stream == null) return;
        ParticipantSocket next = stream.remove(socket);
        if (next != null) {
            Thread.ofVirtual().name("websocket-subscribe").start(() -> serve(stream, next, () -> {}));
        }
    }

    void confirmed(ParticipantSocket socket, long position) {
        ParticipantStream stream = find(socket.grant());
        if (stream != null) stream.confirm(position);
    }

    /** @param response told once whether the socket is subscribed, before its first item */
    void subscribe(ParticipantSocket socket, Consumer<Boolean> response) {
        if (!joins(socket.grant())) {
            response.accept(false);
            return;
        }
        ParticipantStream stream = streamWith(socket);
        if (stream == null) response.accept(true);
        else serve(stream, socket, () -> response.accept(true));
        if (!socket.isOpen()) unsubscribe(socket);
    }

    /** A participant that is not one of the chat any more is still to hear what it has missed, its end above all. */
    private boolean joins(ParticipantGrant grant) {
        ConnectParticipant command =
                new ConnectParticipant(grant.contactId(), grant.participantId(), true, clock.instant());
        try {
            RequestContext context = RequestContext.ofSimulator(RequestIds.next(), "WebSocket");
            return contacts.send(command, context).isPresent();
        } catch (ContactRejection rejection) {
            return rejection.kind() == ACCESS_DENIED && isToHearTheRest(grant);
        } catch (RuntimeException failure) {
            log.warn("event=websocket-subscription-failed contactId={}", grant.contactId(), failure);
            return false;
        }
    }

    /** Whether the participant was one of the chat until its end, or until it left, after its URL was made. */
    private boolean isToHearTheRest(ParticipantGrant grant) {
        return positions(grant, ParticipantJoined.class).findAny().isPresent()
                && positions(grant, ParticipantLeft.class).allMatch(left -> left > grant.position());
    }

    /** Where the participant joined, or left. */
    private LongStream positions(ParticipantGrant grant, Class<? extends ContactEvent> type) {
        return events.readContact(grant.contactId().value(), type, 0, MAX_CHANGES).stream()
                .map(events::decode)
                .filter(recorded -> isOf(grant.participantId(), recorded))
                .mapToLong(RecordedEvent::position);
    }

    private static boolean isOf(ParticipantId participant, RecordedEvent recorded) {
        return switch (recorded.payload()) {
            case ParticipantJoined joined -> joined.participant().id().equals(participant);
            case ParticipantLeft left -> left.participant().id().equals(participant);
            default -> false;
        };
    }

    private void serve(ParticipantStream stream, ParticipantSocket socket, Runnable ready) {
        try {
            stream.begin(() -> nodes.take(stream.contact(), stream.participant()));
            stream.serve(socket, events, ready);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            log.warn("event=websocket-catch-up-failed contactId={}", stream.contact(), failure);
            socket.close(CloseCodes.TRY_AGAIN_LATER, "the log cannot be read");
        }
    }

    /** @return null if it is subscribed already */
    private synchronized @Nullable ParticipantStream streamWith(ParticipantSocket socket) {
        ParticipantStream stream = find(socket.grant());
        if (stream == null) {
            ParticipantGrant grant = socket.grant();
            ContactId contact = grant.contactId();
            stream = new ParticipantStream(contact, grant.participantId(), grant.position());
            streams.merge(contact.value(), List.of(stream), LiveItems::concat);
        }
        if (stream.has(socket)) return null;
        stream.add(socket);
        return stream;
    }

    private static List<ParticipantStream> concat(List<ParticipantStream> some, List<ParticipantStream> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private @Nullable ParticipantStream find(ParticipantGrant grant) {
        ParticipantId participant = grant.participantId();
        for (ParticipantStream each : streams.getOrDefault(grant.contactId().value(), List.of())) {
            if (each.participant().equals(participant)) return each;
        }
        return null;
    }

    private void run() {
        long forgottenAt = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                restWithoutSockets();
                follow();
                if (System.nanoTime() - forgottenAt > LOOK.toNanos()) {
                    forgetUnused();
                    forgottenAt = System.nanoTime();
                }
            } catch (TimelineEnded reset) {
                followFromHead();
                forget();
            } catch (InterruptedException stop) {
                return;
            } catch (EventLogUnavailable unavailable) {
                log.debug("event=websocket-feed-waits reason=\"{}\"", unavailable.getMessage());
            } catch (RuntimeException failure) {
                log.error("event=websocket-feed-failed", failure);
                closeAll(CloseCodes.UNEXPECTED_CONDITION, "the simulator failed");
            }
        }
    }

    /** An event that nobody can hear costs nothing. */
    private synchronized void restWithoutSockets() throws InterruptedException {
        if (!open.isEmpty() || !streams.isEmpty()) return;
        if (feed != null) feed.close();
        feed = null;
        while (feed == null) wait();
    }

    /** The feed begins at the beginning of the log, which may be long if it only went back. Nobody listens to that. */
    private synchronized void followFromHead() {
        EventFeed begun = feed;
        try {
            feed = events.feed(events.head().position());
            if (begun != null) begun.close();
        } catch (EventLogUnavailable unavailable) {
            log.debug("event=websocket-feed-begins-again reason=\"{}\"", unavailable.getMessage());
        }
    }

    private void follow() throws InterruptedException {
        EventFeed open = feed;
        if (open == null) return;
        try {
            for (RecordedEvent event : open.next(BATCH, LOOK)) {
                List<ParticipantStream> listeners = streams.get(event.contactId());
                if (listeners != null) publish(event, listeners);
            }
        } catch (EventLogUnavailable unavailable) {
            Thread.sleep(PAUSE);
            throw unavailable;
        }
    }

    private void publish(RecordedEvent recorded, List<ParticipantStream> listeners) {
        HeardEvent event = HeardEvent.of(recorded);
        for (ParticipantStream each : listeners) each.publish(event);
    }

    /** After a reset of the log, or when it went back. The clients ask for new URLs. */
    synchronized void forget() {
        Timeline present = events.timeline();
        if (present.equals(timeline)) return;
        timeline = present;
        closeAll(CloseCodes.SERVICE_RESTART, "the simulator was reset");
    }

    /** What was heard is forgotten. */
    private synchronized List<Thread> closeAll(CloseCode code, String reason) {
        streams.clear();
        return open.stream().map(socket -> socket.close(code, reason)).toList();
    }

    /** Closes all sockets, also those that open from now on. Waits, for a bounded time, until the clients are told. */
    void closeSockets() {
        stopping = true;
        long deadline = System.nanoTime() + FAREWELL.toNanos();
        try {
            for (Thread each : closeAll(CloseCodes.GOING_AWAY, "the simulator stops")) {
                each.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void forgetUnused() {
        for (List<ParticipantStream> each : streams.values()) {
            for (ParticipantStream stream : each) {
                if (stream.isUnused(MEMORY)) forget(stream);
            }
        }
    }

    private synchronized void forget(ParticipantStream stream) {
        if (stream.isUsed()) return;
        streams.computeIfPresent(stream.contact().value(), (contact, all) -> {
            List<ParticipantStream> others = new ArrayList<>(all);
            others.remove(stream);
            return others.isEmpty() ? null : List.copyOf(others);
        });
    }

    /** How many sockets are open for a contact, subscribed or not. */
    long sockets(ContactId contact) {
        return open.stream()
                .filter(socket -> socket.grant().contactId().equals(contact))
                .count();
    }

    /** Whether all items that a participant was sent have arrived. */
    boolean isConfirmed(ContactId contact, ParticipantId participant) {
        ParticipantStream stream = find(new ParticipantGrant(contact, participant));
        return stream == null || stream.isConfirmed();
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }
}
