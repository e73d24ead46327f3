package dev.contactsimulator.simulation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.eventlog.EventFeed;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.RecordedEvent;
import dev.contactsimulator.eventlog.TimelineEnded;
import dev.contactsimulator.simulation.ParticipantClient.Refused;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bot to try the simulator with ({@code simulator.demo-bot}). It reads what customers write and answers through the
 * public operations, as a bot under test does. Where another bot or an agent is in a chat, it says nothing; so of several
 * nodes one answers. It forgets its chats when the program stops.
 */
public final class DemoBot implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DemoBot.class);
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int EVENTS = 100;
    private static final int MAX_CHATS = 10_000;

    private final EventLog events;
    private final ParticipantClient client;
    private final Cache<ContactId, String> connectionTokens =
            Caffeine.newBuilder().maximumSize(MAX_CHATS).build();
    private @Nullable Thread thread;

    public DemoBot(EventLog events, ParticipantClient client) {
        this.events = events;
        this.client = client;
    }

    /** Answers what is written from now on. */
    public void start() {
        thread = Thread.ofVirtual().name("demo-bot").start(this::run);
        log.info("event=demo-bot-started");
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try (EventFeed feed = events.feed(events.head().position())) {
                while (true) {
                    for (RecordedEvent event : feed.next(EVENTS, WAIT)) take(event);
                }
            } catch (InterruptedException stop) {
                return;
            } catch (TimelineEnded begun) {
                connectionTokens.invalidateAll();
            } catch (RuntimeException failure) {
                log.warn("event=demo-bot-waits reason=\"{}\"", failure.getMessage());
                LockSupport.parkNanos(WAIT.toNanos());
            }
        }
    }

    private void take(RecordedEvent event) throws InterruptedException {
        switch (event.payload()) {
            case MessageSent sent
            when sent.from().role() == ParticipantRole.CUSTOMER ->
                answer(sent.contactId(), sent.message().content());
            case Disconnected ended -> connectionTokens.invalidate(ended.contactId());
            default -> {}
        }
    }

    private void answer(ContactId contactId, String message) throws InterruptedException {
        try {
            String token = connectionTokens.getIfPresent(contactId);
            if (token == null) {
                token = client.joinAsBot(contactId, "Demo bot");
                connectionTokens.put(contactId, token);
            }
            client.sendMessage(token, DemoDialogue.replyTo(message));
            if (DemoDialogue.isGoodbye(message)) {
                client.disconnect(token);
                connectionTokens.invalidate(contactId);
            }
        } catch (Refused refused) {
            connectionTokens.invalidate(contactId);
            log.debug("event=demo-bot-silent contactId={} error={}", contactId, refused.getMessage());
        } catch (IOException unreachable) {
            log.warn("event=demo-bot-silent contactId={}", contactId, unreachable);
        }
    }

    @Override
    public void close() {
        if (thread != null) thread.interrupt();
    }
}
