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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fills a log with chats: one after the other, or in turn. */
final class History {

    private static final int EVENTS_PER_CONTACT = Chats.MESSAGES + 2;
    private static final int WRITERS = 64;
    private static final int WRITERS_IN_TURN = 1_000;

    private final String instanceId;

    /** @param instanceId of the contacts */
    History(String instanceId) {
        this.instanceId = instanceId;
    }

    /** @param chats that are active at the same time, or 0 for one after the other */
    void fill(EventLog log, int chats, long events) throws Exception {
        if (chats > 0) {
            fillInTurn(log, chats, events);
        } else {
            fill(log, events);
        }
    }

    /**
     * Appends contacts of {@value Chats#MESSAGES} messages, each at once, until the log has at least so many events.
     */
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

    /**
     * Appends so many events of a number of chats that are active at the same time: an event of each chat, then the next of
     * each, and so on, each append with one event.
     */
    private void fillInTurn(EventLog log, int chats, long events) throws Exception {
        long rounds = (events + chats - 1) / chats;
        List<Future<?>> pending = new ArrayList<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS_IN_TURN; i++) {
                int first = i;
                pending.add(writers.submit(() -> {
                    List<Chat> own = IntStream.iterate(first, number -> number < chats, n -> n + WRITERS_IN_TURN)
                            .mapToObj(Chat::new)
                            .toList();
                    for (int round = 0; round < rounds; round++) {
                        for (Chat chat : own) log.append(List.of(chat.next()));
                    }
                }));
            }
        }
        awaitAll(pending);
    }

    private static void awaitAll(List<Future<?>> writers) throws Exception {
        for (Future<?> writer : writers) writer.get();
        writers.clear();
    }

    private List<NewEvent> contact(long number) {
        Chat chat = new Chat(number);
        return Stream.generate(chat::next).limit(EVENTS_PER_CONTACT).toList();
    }

    /** A contact whose events are made one by one: it is created, its customer joins and sends messages. */
    private final class Chat {

        private final ContactId contact = new ContactId(UUID.randomUUID());
        private final ChatName name;
        private final Participant customer;
        private final Instant start = Instant.now();
        private int sequence;

        Chat(long number) {
            name = new ChatName("+1303%07d".formatted(number), Chats.DESTINATION, Chats.SUBTYPE);
            customer = new Participant(new ParticipantId(UUID.randomUUID()), ParticipantRole.CUSTOMER, name.sourceId());
        }

        NewEvent next() {
            ContactEvent event = switch (sequence) {
                case 0 -> created();
                case 1 -> new ParticipantJoined(contact, new ItemId(UUID.randomUUID()), customer, start);
                default -> message();
            };
            return new NewEvent(
                    contact.value(),
                    sequence++,
                    UUID.randomUUID(),
                    event.at(),
                    event,
                    Chats.cause().metadata());
        }

        private ContactCreated created() {
            return new ContactCreated(
                    contact,
                    instanceId,
                    UUID.randomUUID().toString(),
                    name,
                    1,
                    customer,
                    new SessionDetails(name.sourceId(), List.of("text/plain"), Map.of("plan", "gold"), null),
                    start.plus(Duration.ofHours(25)),
                    start,
                    null);
        }

        private MessageSent message() {
            MessageContent content = new MessageContent("text/plain", Chats.CONTENT);
            return new MessageSent(
                    contact, new ItemId(UUID.randomUUID()), customer, content, start.plusMillis(sequence));
        }
    }
}
