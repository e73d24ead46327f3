package dev.contactsimulator.eventlog;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogEventStoreTest {

    private static TestLog node;
    private static LogEventStorageEngine engine;
    private static LogEventStore store;

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private final String contact = UUID.randomUUID().toString();

    @BeforeAll
    static void open() {
        node = TestLog.onNewDatabase();
        engine = new LogEventStorageEngine(node.log(), "Contact");
        store = LogEventStore.of(node.log(), engine);
    }

    @AfterAll
    static void close() throws Exception {
        node.close();
    }

    @BeforeEach
    void empty() {
        node.log().reset();
    }

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void an_aggregate_reads_its_events_as_they_were_published() {
        DomainEventMessage<?> published = message(contact, 0, "a").andMetaData(Map.of("operation", "Note"));
        store.publish(published, message(contact, 1, "b"));

        List<? extends DomainEventMessage<?>> events =
                store.readEvents(contact).asStream().toList();

        assertThat(payloads(events)).containsExactly(new Noted("a"), new Noted("b"));
        DomainEventMessage<?> read = events.getFirst();
        assertThat(read.getType()).isEqualTo("Contact");
        assertThat(read.getAggregateIdentifier()).isEqualTo(contact);
        assertThat(read.getIdentifier()).isEqualTo(published.getIdentifier());
        assertThat(read.getMetaData()).isEqualTo(published.getMetaData());
        assertThat(store.readEvents(contact, 1).asStream().map(DomainEventMessage::getSequenceNumber))
                .containsExactly(1L);
        assertThat(store.lastSequenceNumberFor(contact)).contains(1L);
    }

    @Test
    void an_aggregate_without_events_is_empty() {
        assertThat(store.readEvents(contact).hasNext()).isFalse();
        assertThat(store.readEvents(contact).getLastSequenceNumber()).isNull();
        assertThat(store.lastSequenceNumberFor(contact)).isEmpty();
    }

    @Test
    void a_long_aggregate_is_read_in_pages_and_whole() {
        store.publish(IntStream.range(0, 1_001)
                .mapToObj(sequence -> message(contact, sequence, "a"))
                .collect(toList()));

        assertThat(store.readEvents(contact).asStream().map(DomainEventMessage::getSequenceNumber))
                .isEqualTo(LongStream.range(0, 1_001).boxed().toList());
        assertThat(engine.readEvents(null, false).map(event -> position(event)))
                .isEqualTo(LongStream.rangeClosed(1, 1_001).boxed().toList());
    }

    @Test
    void a_lost_race_is_a_concurrency_exception() {
        store.publish(message(contact, 0, "a"));

        assertThatExceptionOfType(ConcurrencyException.class).isThrownBy(() -> store.publish(message(contact, 0, "b")));
    }

    @Test
    void an_event_of_no_aggregate_is_refused() {
        EventMessage<?> event = GenericEventMessage.asEventMessage(new Noted("a"));
        assertThatIllegalArgumentException().isThrownBy(() -> store.publish(event));
    }

    @Test
    void the_latest_snapshot_counts_and_only_what_follows_it_is_read() {
        store.publish(IntStream.range(0, 5)
                .mapToObj(sequence -> message(contact, sequence, "event"))
                .collect(toList()));
        store.storeSnapshot(message(contact, 3, "snapshot of 3"));
        store.storeSnapshot(message(contact, 1, "snapshot of 1, late"));

        assertThat(payloads(store.readEvents(contact).asStream().toList()))
                .containsExactly(new Noted("snapshot of 3"), new Noted("event"));
        assertThat(engine.readSnapshot(UUID.randomUUID().toString())).isEmpty();
    }

    @Test
    void tokens_are_plain_positions() {
        assertThat(store.createTailToken()).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(store.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(0));
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        for (int sequence = 0; sequence < 3; sequence++) {
            store.publish(message(contact, sequence, noon.plusSeconds(60L * sequence)));
        }

        assertThat(store.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(3));
        assertThat(store.createTokenAt(noon)).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(store.createTokenAt(noon.plusSeconds(60))).isEqualTo(new GlobalSequenceTrackingToken(1));
        assertThat(store.createTokenAt(noon.plusSeconds(61))).isEqualTo(new GlobalSequenceTrackingToken(2));
        assertThat(store.createTokenAt(noon.plusSeconds(999))).isEqualTo(new GlobalSequenceTrackingToken(3));
    }

    @Test
    void a_stream_gives_the_events_after_its_token() throws Exception {
        store.publish(message(contact, 0, "a"), message(contact, 1, "b"));
        try (BlockingStream<TrackedEventMessage<?>> stream = store.openStream(new GlobalSequenceTrackingToken(1))) {
            assertThat(stream.peek())
                    .hasValueSatisfying(next -> assertThat(position(next)).isEqualTo(2));
            assertThat(position(stream.nextAvailable())).isEqualTo(2);
            assertThat(stream.hasNextAvailable()).isFalse();
            assertThat(stream.peek()).isEmpty();
            store.publish(message(contact, 2, "c"));
            assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
            assertThat(position(stream.nextAvailable())).isEqualTo(3);
        }
    }

    @Test
    void a_pooled_processor_sees_every_event_soon() {
        List<Long> positions = new CopyOnWriteArrayList<>();
        assertSeesEveryEventSoon(
                PooledStreamingEventProcessor.builder()
                        .name("pooled")
                        .eventHandlerInvoker(invoker(positions))
                        .messageSource(store)
                        .tokenStore(new InMemoryTokenStore())
                        .transactionManager(NoTransactionManager.instance())
                        .coordinatorExecutor(executor)
                        .workerExecutor(executor)
                        .initialSegmentCount(1)
                        .build(),
                positions);
    }

    @Test
    void a_tracking_processor_sees_every_event_soon() {
        List<Long> positions = new CopyOnWriteArrayList<>();
        assertSeesEveryEventSoon(
                TrackingEventProcessor.builder()
                        .name("tracking")
                        .eventHandlerInvoker(invoker(positions))
                        .messageSource(store)
                        .tokenStore(new InMemoryTokenStore())
                        .transactionManager(NoTransactionManager.instance())
                        .trackingEventProcessorConfiguration(
                                TrackingEventProcessorConfiguration.forSingleThreadedProcessing())
                        .build(),
                positions);
    }

    private void assertSeesEveryEventSoon(StreamingEventProcessor processor, List<Long> positions) {
        store.publish(message(contact, 0, "before"));
        processor.start();
        await().until(() -> positions.size() == 1);
        List<Long> millis = new ArrayList<>();
        for (int sequence = 1; sequence <= 50; sequence++) {
            int expected = sequence + 1;
            long start = System.nanoTime();
            store.publish(message(contact, sequence, "a"));
            await().pollInSameThread()
                    .pollInterval(Duration.ofMillis(1))
                    .pollDelay(Duration.ZERO)
                    .until(() -> positions.size() == expected);
            millis.add((System.nanoTime() - start) / 1_000_000);
        }
        processor.shutDown();
        assertThat(positions).isEqualTo(LongStream.rangeClosed(1, 51).boxed().toList());
        Collections.sort(millis);
        assertThat(millis.get(25)).as("median, ms").isLessThan(100);
    }

    private static SimpleEventHandlerInvoker invoker(List<Long> positions) {
        EventMessageHandler handler = event -> positions.add(position(event));
        return SimpleEventHandlerInvoker.builder().eventHandlers(handler).build();
    }

    private static long position(EventMessage<?> event) {
        return ((TrackedEventMessage<?>) event).trackingToken().position().orElseThrow();
    }

    private static List<Object> payloads(List<? extends DomainEventMessage<?>> events) {
        return events.stream().<Object>map(DomainEventMessage::getPayload).toList();
    }

    private static DomainEventMessage<?> message(String contact, long sequence, String text) {
        return new GenericDomainEventMessage<>("Contact", contact, sequence, new Noted(text));
    }

    private static DomainEventMessage<?> message(String contact, long sequence, Instant at) {
        return new GenericDomainEventMessage<>(
                "Contact",
                contact,
                sequence,
                new Noted("a"),
                Map.of(),
                UUID.randomUUID().toString(),
                at);
    }
}
