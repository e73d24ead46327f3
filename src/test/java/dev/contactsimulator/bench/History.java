package dev.contactsimulator.bench;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.contact.MessageContent;
import dev.contactsimulator.contact.Participant;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.contact.SessionDetails;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.NewEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Fills a log with chats of {@value Chats#MESSAGES} messages, each appended at once. */
final class History {

    private static final int EVENTS_PER_CONTACT = Chats.MESSAGES + 2;
    private static final int WRITERS = 64;

    private final String instanceId;

    /** @param instanceId of the contacts */
    History(String instanceId) {
        this.instanceId = instanceId;
    }

    /** Appends contacts until the log has at least so many events. */
    void fill(EventLog log, long events) throws Exception {
        long missing = events - log.head().position();
        long contacts = Math.max(0, (missing + EVENTS_PER_CONTACT - 1) / EVENTS_PER_CONTACT);
        Semaphore free = new Semaphore(WRITERS);
        List<Future<?>> pending = new ArrayList<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < contacts; i++) {
                long number = i;
                free.acquire();
                Future<?> writer = writers.submit(() -> {
                    try {
                        log.append(contact(number));
                    } finally {
                        free.release();
                    }
                });
                pending.add(writer);
                if (pending.size() == 10_000) awaitAll(pending);
            }
        }
        awaitAll(pending);
    }

    private static void awaitAll(List<Future<?>> writers) throws Exception {
        for (Future<?> writer : writers) writer.get();
        writers.clear();
    }

    private List<NewEvent> contact(long number) {
        UUID id = UUID.randomUUID();
        ContactId contact = new ContactId(id);
        Instant start = Instant.now();
        ChatName chat = new ChatName("+1303%07d".formatted(number), Chats.DESTINATION, Chats.SUBTYPE);
        Participant customer =
                new Participant(new ParticipantId(UUID.randomUUID()), ParticipantRole.CUSTOMER, chat.sourceId());
        SessionDetails details =
                new SessionDetails(chat.sourceId(), List.of("text/plain"), Map.of("plan", "gold"), null);
        List<NewEvent> events = new ArrayList<>(EVENTS_PER_CONTACT);
        add(
                events,
                new ContactCreated(
                        contact,
                        instanceId,
                        UUID.randomUUID().toString(),
                        chat,
                        1,
                        customer,
                        details,
                        start.plus(Duration.ofHours(25)),
                        start));
        add(events, new ParticipantJoined(contact, new ItemId(UUID.randomUUID()), customer, start));
        for (int i = 1; i <= Chats.MESSAGES; i++) {
            MessageContent content = new MessageContent("text/plain", Chats.CONTENT);
            add(
                    events,
                    new MessageSent(contact, new ItemId(UUID.randomUUID()), customer, content, start.plusMillis(i)));
        }
        return events;
    }

    private static void add(List<NewEvent> events, ContactEvent event) {
        events.add(new NewEvent(
                event.contactId().value(),
                events.size(),
                UUID.randomUUID(),
                event.at(),
                event,
                Chats.cause().metadata()));
    }
}
