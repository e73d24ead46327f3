package dev.contactsimulator.eventlog;

import static dev.contactsimulator.eventlog.TestLog.event;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for every event log. Its subclasses say where the log is kept. */
abstract class EventLogContract {

    static final Duration LONG = Duration.ofSeconds(20);

    /** The log under test, empty at first. */
    abstract EventLog log();

    /** Another node's way to the same log. */
    abstract EventLog anotherNode();

    final UUID contact = UUID.randomUUID();

    @Test
    void an_empty_log_ends_at_position_0_with_a_hash_of_zeros() {
        assertThat(log().head().position()).isZero();
        assertThat(log().head().hash()).isEqualTo(new byte[32]);
        assertThat(log().read(0, 10)).isEmpty();
    }

    @Test
    void what_was_appended_is_read_as_it_was() {
        NewEvent event = event(contact, 0, "grüße 😀 \u0000 \"quoted\" \\ \u2028, half \uD83D");
        log().append(List.of(event));

        StoredEvent stored = log().read(0, 10).getFirst();
        assertThat(stored.contactId()).isEqualTo(contact);
        assertThat(stored.eventId()).isEqualTo(event.eventId());
        assertThat(stored.type()).isEqualTo("Noted");
        assertThat(stored.revision()).isEqualTo(1);
        assertThat(stored.at()).isEqualTo(event.at());
        assertThat(stored.metadata()).isEqualTo("{\"operation\":\"Note\"}");
        assertThat(log().decode(stored))
                .isEqualTo(new RecordedEvent(
                        1,
                        contact,
                        0,
                        event.eventId(),
                        event.at(),
                        event.payload(),
                        Map.of("operation", "Note"),
                        stored.bytes()));
    }

    @Test
    void a_time_is_kept_to_the_microsecond() {
        Instant nanos = Instant.parse("1969-12-31T23:59:59.999999999Z");
        log().append(List.of(new NewEvent(contact, 0, UUID.randomUUID(), nanos, new Noted("early"), Map.of())));

        StoredEvent stored = log().read(0, 1).getFirst();
        assertThat(stored.at()).isEqualTo("1969-12-31T23:59:59.999999Z");
        assertThat(stored.hash())
                .isEqualTo(new EventHash().next(EventHash.beginning(), 1, new EventHash().digest(stored)));
    }

    @Test
    void positions_are_1_2_3_in_the_order_of_the_appends() {
        log().append(List.of(event(contact, 0, "a"), event(contact, 1, "b")));
        log().append(List.of(event(UUID.randomUUID(), 0, "c")));
        log().append(List.of(event(contact, 2, "d")));

        assertThat(log().read(0, 10)).extracting(StoredEvent::position).containsExactly(1L, 2L, 3L, 4L);
        assertThat(texts(log().read(0, 10))).containsExactly("a", "b", "c", "d");
        assertThat(log().head().position()).isEqualTo(4);
    }

    @Test
    void each_hash_follows_from_the_one_before_and_the_head_has_the_last() {
        log().append(List.of(event(contact, 0, "a"), event(contact, 1, "b")));
        log().append(List.of(event(contact, 2, "c")));

        byte[] hash = EventHash.beginning();
        for (StoredEvent event : log().read(0, 10)) {
            hash = new EventHash().next(hash, event.position(), new EventHash().digest(event));
            assertThat(event.hash()).isEqualTo(hash);
        }
        assertThat(log().head().hash()).isEqualTo(hash);
    }

    @Test
    void reading_goes_on_after_a_position_and_stops_at_the_limit() {
        log().append(List.of(event(contact, 0, "a"), event(contact, 1, "b"), event(contact, 2, "c")));

        assertThat(texts(log().read(1, 1))).containsExactly("b");
        assertThat(texts(log().read(3, 10))).isEmpty();
    }

    @Test
    void the_events_of_a_contact_are_read_from_a_sequence_on() {
        log().append(List.of(event(contact, 0, "a"), event(contact, 1, "b")));
        log().append(List.of(event(UUID.randomUUID(), 0, "other")));
        log().append(List.of(event(contact, 2, "c")));

        assertThat(texts(log().readContact(contact, 0, 10))).containsExactly("a", "b", "c");
        assertThat(texts(log().readContact(contact, 1, 1))).containsExactly("b");
        assertThat(log().readContact(UUID.randomUUID(), 0, 10)).isEmpty();
    }

    @Test
    void tells_which_contacts_exist() {
        log().append(List.of(event(contact, 0, "a")));

        assertThat(log().existing(List.of(contact, UUID.randomUUID()))).isEqualTo(Set.of(contact));
        assertThat(log().existing(List.of())).isEmpty();
    }

    @Test
    void a_command_that_does_not_continue_its_contact_is_refused_and_uses_up_no_position() {
        log().append(List.of(event(contact, 0, "a")));

        assertRefused(event(contact, 0, "again"));
        assertRefused(event(contact, 2, "leaves a gap"));
        assertRefused(event(UUID.randomUUID(), 1, "has no beginning"));
        log().append(List.of(event(contact, 1, "b")));

        assertThat(log().read(0, 10)).extracting(StoredEvent::position).containsExactly(1L, 2L);
    }

    @Test
    void all_events_of_a_refused_command_are_refused() {
        log().append(List.of(event(contact, 0, "a"), event(contact, 1, "b")));

        assertRefused(event(contact, 1, "b"), event(contact, 2, "c"));

        assertThat(log().head().position()).isEqualTo(2);
    }

    @Test
    void a_command_has_events_of_one_contact_without_a_gap_and_of_known_types() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log().append(List.of(event(contact, 0, "a"), event(UUID.randomUUID(), 1, "b"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log().append(List.of(event(contact, 0, "a"), event(contact, 2, "c"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log().append(List.of(
                        new NewEvent(contact, 0, UUID.randomUUID(), TestLog.AT, "no known type", Map.of()))));
        log().append(List.of());

        assertThat(log().head().position()).isZero();
    }

    @Test
    void exactly_one_of_many_concurrent_appends_continues_a_contact() throws Exception {
        for (int sequence = 0; sequence < 5; sequence++) {
            NewEvent next = event(contact, sequence, "race");
            AtomicInteger winners = new AtomicInteger();
            inParallel(IntStream.range(0, 64)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        try {
                            (i % 2 == 0 ? log() : anotherNode()).append(List.of(next));
                            winners.incrementAndGet();
                        } catch (SequenceConflict lost) {
                            // as 63 do
                        }
                        return null;
                    })
                    .toList());
            assertThat(winners).hasValue(1);
        }
        assertThat(log().head().position()).isEqualTo(5);
    }

    @Test
    void a_feed_gives_what_is_there_and_then_what_comes() throws Exception {
        log().append(List.of(event(contact, 0, "a"), event(contact, 1, "b"), event(contact, 2, "c")));
        try (EventFeed feed = log().feed(1)) {
            assertThat(positions(feed.next(1, LONG))).containsExactly(2L);
            assertThat(positions(feed.next(10, LONG))).containsExactly(3L);
            assertThat(feed.next(10, Duration.ZERO)).isEmpty();
            log().append(List.of(event(contact, 3, "d")));
            List<RecordedEvent> next = feed.next(10, LONG);
            assertThat(positions(next)).containsExactly(4L);
            assertThat(next.getFirst()).isEqualTo(log().decode(log().read(3, 1).getFirst()));
        }
    }

    @Test
    void a_feed_gives_what_another_node_appends_soon_and_its_own_at_once() throws Exception {
        List<Long> own = new ArrayList<>();
        List<Long> others = new ArrayList<>();
        try (EventFeed here = log().feed(0);
                EventFeed there = anotherNode().feed(0)) {
            for (int sequence = 0; sequence < 100; sequence++) {
                log().append(List.of(event(contact, sequence, "a")));
                long start = System.nanoTime();
                assertThat(here.next(10, LONG)).hasSize(1);
                own.add((System.nanoTime() - start) / 1_000_000);
                assertThat(there.next(10, LONG)).hasSize(1);
                others.add((System.nanoTime() - start) / 1_000_000);
            }
        }
        Collections.sort(own);
        Collections.sort(others);
        assertThat(own.get(50)).as("median on the same node, ms").isLessThan(50);
        assertThat(others.get(50)).as("median on another node, ms").isLessThan(100);
    }

    @Test
    void two_nodes_append_at_once_and_every_feed_sees_everything_in_one_order() throws Exception {
        int writers = 8;
        int commands = 60;
        List<EventLog> nodes = List.of(log(), anotherNode());
        int total = 2 * writers * commands * 2;
        try (ExecutorService reading = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<RecordedEvent>>> readers = nodes.stream()
                    .map(node -> reading.submit(() -> readAll(node, total)))
                    .toList();
            List<Callable<Void>> tasks = new ArrayList<>();
            for (EventLog node : nodes) {
                for (int writer = 0; writer < writers; writer++) {
                    tasks.add(() -> {
                        UUID own = UUID.randomUUID();
                        for (int i = 0; i < commands; i++) {
                            node.append(List.of(event(own, 2 * i, "a"), event(own, 2 * i + 1, "b")));
                        }
                        return null;
                    });
                }
            }
            inParallel(tasks);

            List<RecordedEvent> seen = readers.getFirst().get();
            assertThat(readers.getLast().get()).isEqualTo(seen);
            assertThat(positions(seen))
                    .isEqualTo(LongStream.rangeClosed(1, total).boxed().toList());
            Map<UUID, List<Integer>> sequences = seen.stream()
                    .collect(groupingBy(RecordedEvent::contactId, mapping(RecordedEvent::sequence, toList())));
            assertThat(sequences).hasSize(2 * writers);
            assertThat(sequences.values())
                    .containsOnly(IntStream.range(0, 2 * commands).boxed().toList());
        }
    }

    @Test
    void a_feed_that_has_fallen_far_behind_skips_nothing() throws Exception {
        UUID other = UUID.randomUUID();
        try (EventFeed feed = log().feed(0)) {
            for (int batch = 0; batch < 20; batch++) {
                int first = 500 * batch;
                log().append(IntStream.range(first, first + 500)
                        .mapToObj(sequence -> event(contact, sequence, "a"))
                        .toList());
                anotherNode().append(List.of(event(other, batch, "b")));
            }
            List<RecordedEvent> seen = new ArrayList<>();
            while (seen.size() < 10_020) seen.addAll(feed.next(700, LONG));
            assertThat(positions(seen))
                    .isEqualTo(LongStream.rangeClosed(1, 10_020).boxed().toList());
        }
    }

    @Test
    void a_log_begins_again_after_a_reset_and_its_feeds_are_told() throws Exception {
        log().append(List.of(event(contact, 0, "before")));
        try (EventFeed here = log().feed(0);
                EventFeed there = anotherNode().feed(0)) {
            assertThat(here.next(10, LONG)).hasSize(1);
            assertThat(there.next(10, LONG)).hasSize(1);

            log().reset(List.of());
            log().append(List.of(event(contact, 0, "after"), event(contact, 1, "more"), event(contact, 2, "again")));

            for (EventFeed feed : List.of(here, there)) {
                assertThatExceptionOfType(TimelineEnded.class).isThrownBy(() -> feed.next(10, LONG));
                assertThat(positions(feed.next(10, LONG))).containsExactly(1L, 2L, 3L);
            }
        }
        byte[] first = log().read(0, 1).getFirst().hash();
        assertThat(first)
                .isEqualTo(new EventHash()
                        .next(
                                EventHash.beginning(),
                                1,
                                new EventHash().digest(log().read(0, 1).getFirst())));
    }

    @Test
    void a_feed_that_would_begin_after_the_end_is_told_of_the_reset() throws Exception {
        log().append(List.of(event(contact, 0, "a")));
        try (EventFeed feed = log().feed(7)) {
            assertThatExceptionOfType(TimelineEnded.class).isThrownBy(() -> feed.next(10, LONG));
            assertThat(feed.next(10, LONG)).hasSize(1);
        }
    }

    @Test
    void the_newest_events_of_a_contact_begin_at_a_multiple() {
        assertThat(log().readNewest(contact, 4, 1_000)).isEmpty();
        for (int sequence = 0; sequence < 10; sequence++) {
            log().append(List.of(event(contact, sequence, "n" + sequence)));
            assertThat(log().readNewest(contact, 4, 1_000))
                    .extracting(StoredEvent::sequence)
                    .isEqualTo(IntStream.rangeClosed(sequence / 4 * 4, sequence)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void events_of_a_contact_are_read_up_to_a_number_of_bytes() {
        for (int sequence = 0; sequence < 4; sequence++) {
            log().append(List.of(event(contact, sequence, "x".repeat(1_000))));
        }

        assertThat(log().readContact(contact, 1, 100, 1)).hasSize(1);
        assertThat(log().readContact(contact, 0, 100, 1_500)).hasSize(2);
        assertThat(log().readContact(contact, 0, 100, 100_000)).hasSize(4);
        assertThat(log().readContact(contact, 0, 3, 100_000)).hasSize(3);
        assertThat(log().readNewest(contact, 10, 1_500)).hasSize(2);
    }

    private void assertRefused(NewEvent... events) {
        assertThatExceptionOfType(SequenceConflict.class).isThrownBy(() -> log().append(List.of(events)));
    }

    private static List<RecordedEvent> readAll(EventLog node, int total) throws InterruptedException {
        List<RecordedEvent> seen = new ArrayList<>();
        try (EventFeed feed = node.feed(0)) {
            while (seen.size() < total) {
                List<RecordedEvent> next = feed.next(100, LONG);
                if (next.isEmpty()) return seen;
                seen.addAll(next);
            }
        }
        return seen;
    }

    private List<String> texts(List<StoredEvent> events) {
        return events.stream()
                .map(event -> ((Noted) log().decode(event).payload()).text())
                .toList();
    }

    private static List<Long> positions(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::position).toList();
    }

    static void inParallel(List<Callable<Void>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(tasks)) done.get();
        }
    }
}
