package dev.contactsimulator.eventlog;

import static dev.contactsimulator.eventlog.TestLog.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresEventLogIT extends EventLogContract {

    private static final String END_THE_LOGS_CONNECTIONS = """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and application_name = 'contact-simulator log'
            """;

    private static TestLog node;
    private static TestLog other;

    @BeforeAll
    static void open() {
        node = TestLog.onNewDatabase();
        other = node.anotherNode();
    }

    @BeforeEach
    void empty() {
        node.log().reset(List.of());
        other.log().head();
    }

    @AfterAll
    static void close() throws Exception {
        other.close();
        node.close();
    }

    @Override
    EventLog log() {
        return node.log();
    }

    @Override
    EventLog anotherNode() {
        return other.log();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update event_log set sequence = 7",
                "update event_log set data = data where false",
                "delete from event_log",
                "truncate event_log",
                "set event_log.reset = 'on'; update event_log set sequence = 7",
                "set event_log.reset = 'on'; delete from event_log"
            })
    void the_table_refuses_what_is_not_an_append(String sql) {
        node.note("stays");

        assertThatThrownBy(() -> node.execute(sql)).hasMessageContaining("the event log is append-only");

        assertThat(log().read(0, 10)).hasSize(1);
    }

    @Test
    void a_log_whose_connections_break_goes_on() throws Exception {
        UUID contact = node.note("before").getFirst();
        try (EventFeed feed = anotherNode().feed(1)) {
            node.execute(END_THE_LOGS_CONNECTIONS);

            await().ignoreExceptionsInstanceOf(EventLogUnavailable.class).untilAsserted(() -> {
                log().append(List.of(event(contact, 1, "after")));
            });

            assertThat(feed.next(10, LONG)).extracting(RecordedEvent::position).containsExactly(2L);
        }
    }

    @Test
    void a_command_whose_connection_breaks_does_not_succeed() throws Exception {
        UUID contact = UUID.randomUUID();
        try (var blocker = node.dataSource().getConnection()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("select * from event_log_head for update");
            var appending = Thread.ofVirtual()
                    .start(() -> assertThatThrownBy(() -> log().append(List.of(event(contact, 0, "lost"))))
                            .isInstanceOf(EventLogUnavailable.class));
            await().untilAsserted(() -> assertThat(waitingForLocks()).isEqualTo(1));

            node.execute(END_THE_LOGS_CONNECTIONS);

            appending.join();
            blocker.rollback();
        }
        assertThat(log().head().position()).isZero();
    }

    @Test
    void a_transaction_that_keeps_the_head_locked_delays_appends_for_a_bounded_time() throws Exception {
        try (var blocker = node.dataSource().getConnection()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("select * from event_log_head for update");

            long start = System.nanoTime();
            assertThatThrownBy(() -> node.note("waits")).isInstanceOf(EventLogUnavailable.class);
            assertThat((System.nanoTime() - start) / 1e9).isLessThan(20);

            blocker.rollback();
        }
        node.note("goes on");
        assertThat(log().head().position()).isEqualTo(1);
    }

    @Test
    void a_reset_behind_a_long_reader_gives_up_and_appends_go_on() throws Exception {
        node.note("before");
        try (var reader = node.dataSource().getConnection()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("select count(*) from event_log");
            AtomicReference<Throwable> refusal = new AtomicReference<>();
            long start = System.nanoTime();
            Thread resetting =
                    Thread.ofPlatform().start(() -> refusal.set(catchThrowable(() -> log().reset(List.of()))));

            while (resetting.isAlive()) node.note("goes on");

            assertThat((System.nanoTime() - start) / 1e9).isLessThan(8);
            assertThat(refusal.get())
                    .isInstanceOf(EventLogUnavailable.class)
                    .rootCause()
                    .hasMessageContaining("lock timeout");
            reader.rollback();
        }
        assertThat(log().head().position()).isPositive();
    }

    @Test
    void a_feed_does_not_pass_over_an_event_that_is_gone() {
        node.note("one", "two", "three");
        node.execute("set session_replication_role = replica; delete from event_log where position = 2");
        try (EventFeed feed = anotherNode().feed(1)) {
            assertThatThrownBy(() -> feed.next(10, LONG)).hasMessageContaining("lost the event at position 2");
        }
    }

    @Test
    void a_feed_from_a_place_of_before_a_reset_hears_of_it_although_the_log_is_longer_by_now() {
        node.note("one", "two");
        LogPlace before = new LogPlace(node.count("select epoch from event_log_head"), 2);
        log().reset(List.of());
        node.note("three", "four", "five");
        try (EventFeed feed = log().feed(before)) {
            assertThatThrownBy(() -> feed.next(10, LONG)).isInstanceOf(TimelineEnded.class);
        }
    }

    @Test
    void what_was_decided_before_the_log_went_back_is_not_appended() {
        log().append(List.of(event(contact, 0, "kept"), event(contact, 1, "lost")));
        Timeline before = log().timeline();
        AtomicBoolean told = new AtomicBoolean();
        log().onTimelineEnd(() -> told.set(true));

        node.loseEventsAfter(1);
        await().until(() -> !log().timeline().equals(before));

        assertThatThrownBy(() -> log().append(before, List.of(event(contact, 1, "decided before"))))
                .isInstanceOf(TimelineEnded.class);
        assertThatThrownBy(() -> log().append(before, List.of())).isInstanceOf(TimelineEnded.class);
        await().untilTrue(told);
        await().ignoreExceptionsInstanceOf(EventLogUnavailable.class)
                .untilAsserted(() -> log().append(List.of(event(contact, 1, "decided again"))));
        assertThat(log().head().position()).isEqualTo(2);
    }

    @Test
    void a_log_that_went_back_and_has_grown_again_is_noticed_by_its_hash() {
        node.note("one", "two", "three");
        Timeline before = log().timeline();
        try (EventFeed feed = log().feed(3)) {
            node.loseEventsAfter(1, "another", "and another");

            await().until(() -> !log().timeline().equals(before));
            assertThatThrownBy(() -> feed.next(10, LONG)).isInstanceOf(TimelineEnded.class);
        }
        await().ignoreExceptionsInstanceOf(EventLogUnavailable.class).untilAsserted(() -> node.note("goes on"));
    }

    static Stream<Arguments> reads() {
        BiConsumer<EventLog, UUID> ofLog = (log, contact) -> log.read(0, 10);
        BiConsumer<EventLog, UUID> ofContact = (log, contact) -> log.readContact(contact, 0, 10);
        BiConsumer<EventLog, UUID> ofContactInBytes = (log, contact) -> log.readContact(contact, 0, 10, 1_000);
        BiConsumer<EventLog, UUID> ofPayload = (log, contact) -> log.readContact(contact, Noted.class, 0, 10);
        BiConsumer<EventLog, UUID> ofNewest = (log, contact) -> log.readNewest(contact, 256, 1_000);
        BiConsumer<EventLog, UUID> ofExisting = (log, contact) -> log.existing(List.of(contact));
        return Stream.of(
                argumentSet("events of the log", ofLog),
                argumentSet("events of a contact", ofContact),
                argumentSet("events of a contact, in so many bytes", ofContactInBytes),
                argumentSet("events of a payload", ofPayload),
                argumentSet("the newest events of a contact", ofNewest),
                argumentSet("which contacts exist", ofExisting));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void a_log_went_back_for_a_node_that_has_only_read_what_is_lost(BiConsumer<EventLog, UUID> read) throws Exception {
        node.note("kept");
        try (TestLog reader = node.anotherNodeThatOnlyReads()) {
            reader.log().head();
            UUID contact = node.note("lost").getFirst();
            read.accept(reader.log(), contact);
            Timeline before = reader.log().timeline();

            node.loseEventsAfter(1, "another");
            reader.log().head();

            assertThat(reader.log().timeline()).isNotEqualTo(before);
        }
        await().ignoreExceptionsInstanceOf(EventLogUnavailable.class).untilAsserted(() -> node.note("goes on"));
    }

    @Test
    void a_confirmation_adds_nothing() {
        node.note("one");
        Head before = log().head();

        log().append(log().timeline(), List.of());

        assertThat(log().head()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void an_action_that_fails_at_a_reset_stops_neither_the_others_nor_the_log() throws Exception {
        TestLog third = node.anotherNode();
        AtomicBoolean told = new AtomicBoolean();
        third.log().onTimelineEnd(() -> {
            throw new IllegalStateException("the test says so");
        });
        third.log().onTimelineEnd(() -> told.set(true));

        log().reset(List.of());
        node.note("after");

        await().untilTrue(told);
        third.note("goes on");
        assertThat(log().head().position()).isEqualTo(2);
        third.close();
    }

    @Test
    void closing_records_what_was_asked_for_before_and_refuses_what_comes_later() throws Exception {
        TestLog closing = node.anotherNode();
        closing.note("asked for");
        closing.log().close();

        assertThatThrownBy(() -> closing.log().append(List.of(event(UUID.randomUUID(), 0, "late"))))
                .isInstanceOf(EventLogUnavailable.class);
        assertThat(log().head().position()).isEqualTo(1);
        closing.close();
    }

    private int waitingForLocks() {
        return node.count("""
                select count(*) from pg_stat_activity
                where datname = current_database() and application_name = 'contact-simulator log'
                  and wait_event_type = 'Lock'
                """);
    }
}
