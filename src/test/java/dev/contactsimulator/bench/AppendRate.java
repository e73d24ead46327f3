package dev.contactsimulator.bench;

import dev.contactsimulator.ContactEventTypes;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.contact.MessageContent;
import dev.contactsimulator.contact.Participant;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.NewEvent;
import dev.contactsimulator.eventlog.TestLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures how many events a second the log takes, of commands of one event each, from 1, 8, 32 and 128 writers that wait
 * for their answers. Arguments: seconds for each (default 5), then numbers of writers.
 */
public final class AppendRate {

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<Integer> writers = arguments.length > 1
                ? List.of(arguments).stream().skip(1).map(Integer::valueOf).toList()
                : List.of(1, 8, 32, 128);
        try (TestLog node = TestLog.onNewDatabase(ContactEventTypes.all())) {
            measure(node.log(), 32, Duration.ofSeconds(10));
            for (int count : writers) {
                System.out.printf(
                        "writers=%d events/s=%.0f%n", count, measure(node.log(), count, Duration.ofSeconds(seconds)));
            }
        }
        System.exit(0);
    }

    private static double measure(EventLog log, int writers, Duration duration) throws InterruptedException {
        LongAdder events = new LongAdder();
        CountDownLatch done = new CountDownLatch(writers);
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        for (int i = 0; i < writers; i++) {
            Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end) {
                    UUID contact = UUID.randomUUID();
                    for (int sequence = 0; sequence < 20 && System.nanoTime() < end; sequence++) {
                        log.append(List.of(message(contact, sequence)));
                        events.increment();
                    }
                }
                done.countDown();
            });
        }
        done.await();
        return events.sum() * 1e9 / (System.nanoTime() - start);
    }

    private static NewEvent message(UUID contact, int sequence) {
        ContactId id = new ContactId(contact);
        Instant now = Instant.now();
        Participant customer = new Participant(new ParticipantId(contact), ParticipantRole.CUSTOMER, "Customer");
        return new NewEvent(
                contact,
                sequence,
                UUID.randomUUID(),
                now,
                new MessageSent(
                        id,
                        new ItemId(UUID.randomUUID()),
                        customer,
                        new MessageContent("text/plain", "Is it still possible to change the delivery date?"),
                        now),
                Map.of(
                        "requestId", UUID.randomUUID().toString(),
                        "invocationId", UUID.randomUUID().toString(),
                        "accessKeyId", "AKIAIOSFODNN7EXAMPLE",
                        "operation", "SendChatIntegrationEvent"));
    }

    private AppendRate() {}
}
