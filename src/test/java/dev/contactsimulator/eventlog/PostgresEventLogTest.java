package dev.contactsimulator.eventlog;

import static dev.contactsimulator.eventlog.TestLog.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresEventLogTest {

    private TestLog node;
    private EventLog log;

    @BeforeEach
    void open() {
        node = TestLog.onNewDatabase();
        log = node.log();
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    void what_was_appended_can_be_read() {
        UUID contact = UUID.randomUUID();
        NewEvent first = event(contact, 0, "one");
        log.append(List.of(first, event(contact, 1, "two")));
        log.append(List.of(event(contact, 2, "three")));

        assertThat(log.head().position()).isEqualTo(3);
        List<StoredEvent> events = log.read(0, 10);
        assertThat(events).extracting(StoredEvent::position).containsExactly(1L, 2L, 3L);
        assertThat(events).extracting(StoredEvent::sequence).containsExactly(0, 1, 2);
        StoredEvent stored = events.getFirst();
        assertThat(stored.contactId()).isEqualTo(contact);
        assertThat(stored.eventId()).isEqualTo(first.eventId());
        assertThat(stored.type()).isEqualTo("Noted");
        assertThat(stored.revision()).isEqualTo(1);
        assertThat(stored.at()).isEqualTo(TestLog.AT);
        assertThat(stored.data()).isEqualTo("{\"text\":\"one\"}");
        assertThat(stored.metadata()).isEqualTo("{\"operation\":\"Note\"}");
        assertThat(log.decode(stored))
                .isEqualTo(new Recorded(
                        1, contact, 0, first.eventId(), TestLog.AT, new Noted("one"), Map.of("operation", "Note")));
        assertThat(log.head().hash()).isEqualTo(events.getLast().hash());
    }

    @Test
    void a_command_that_does_not_continue_its_contact_is_refused_and_uses_up_no_position() {
        UUID contact = UUID.randomUUID();
        log.append(List.of(event(contact, 0, "one")));

        assertThatThrownBy(() -> log.append(List.of(event(contact, 0, "again")))).isInstanceOf(SequenceConflict.class);
        assertThatThrownBy(() -> log.append(List.of(event(contact, 2, "hole")))).isInstanceOf(SequenceConflict.class);
        log.append(List.of(event(contact, 1, "two")));

        assertThat(log.read(0, 10)).extracting(StoredEvent::position).containsExactly(1L, 2L);
    }

    @Test
    void a_feed_sees_what_is_there_and_what_comes() throws Exception {
        node.note("one");
        try (EventFeed feed = log.feed(0)) {
            assertThat(feed.next(10, Duration.ofSeconds(5))).extracting(Recorded::position).containsExactly(1L);
            assertThat(feed.next(10, Duration.ZERO)).isEmpty();
            node.note("two");
            assertThat(feed.next(10, Duration.ofSeconds(5))).extracting(Recorded::position).containsExactly(2L);
        }
    }
}
