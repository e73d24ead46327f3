package dev.contactsimulator.engine;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.contactsimulator.eventlog.Noted;
import dev.contactsimulator.eventlog.TestLog;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogEventStoreIT {

    private static TestLog node;
    private static LogEventStore store;

    private final String contact = UUID.randomUUID().toString();

    @BeforeAll
    static void open() {
        node = TestLog.onNewDatabase();
        store = LogEventStore.of(new LogEventStorageEngine(node.log(), "Contact"), new StoredStates());
    }

    @AfterAll
    static void close() throws Exception {
        node.close();
    }

    @BeforeEach
    void empty() {
        node.log().reset(List.of());
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

    private static List<Object> payloads(List<? extends DomainEventMessage<?>> events) {
        return events.stream().<Object>map(DomainEventMessage::getPayload).toList();
    }

    private static DomainEventMessage<?> message(String contact, long sequence, String text) {
        return new GenericDomainEventMessage<>("Contact", contact, sequence, new Noted(text));
    }
}
