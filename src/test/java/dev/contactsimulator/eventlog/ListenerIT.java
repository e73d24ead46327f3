package dev.contactsimulator.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerIT {

    private final TestLog node = TestLog.onNewDatabase();
    private final TestLog other = node.anotherNode();

    @AfterEach
    void close() throws Exception {
        other.close();
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "", "7", "x 7", "-1 7", "99999999999 1", "1 99999999999999999999", "77 3"})
    void a_notification_of_a_stranger_neither_stops_nor_confuses_it(String payload) throws Exception {
        try (EventFeed feed = other.log().feed(0)) {
            node.execute("notify event_log, '" + payload + "'");
            node.note("after");

            List<RecordedEvent> heard = feed.next(10, Duration.ofSeconds(10));

            assertThat(heard).extracting(RecordedEvent::position).containsExactly(1L);
            assertThat(other.log().health()).isEqualTo(new LogHealth(1, List.of()));
        }
    }

    @Test
    void appends_that_failed_count_as_failing_until_the_database_takes_writes_again() throws Exception {
        node.note("before");
        node.execute("""
                create function fail() returns trigger language plpgsql as
                $$begin raise exception 'no space left on device' using errcode = 'disk_full'; end$$;
                create trigger full_disk before insert on event_log execute function fail();
                create function fail_too() returns event_trigger language plpgsql as
                $$begin raise exception 'no space left on device' using errcode = 'disk_full'; end$$;
                create event trigger full_disk on ddl_command_start when tag in ('CREATE TABLE AS')
                execute function fail_too()
                """);

        assertThat(catchThrowable(() -> node.note("lost"))).isInstanceOf(EventLogUnavailable.class);

        await().during(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(node.log().health().problems())
                        .singleElement()
                        .asString()
                        .contains("no space left on device"));

        node.execute("drop event trigger full_disk; drop trigger full_disk on event_log");

        await().untilAsserted(() -> assertThat(node.log().health().problems()).isEmpty());
        node.note("after");
    }

    @Test
    void an_append_that_waits_for_long_is_a_problem() throws Exception {
        try (var blocker = node.dataSource().getConnection()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("select * from event_log_head for update");
            Thread appending = Thread.ofVirtual().start(() -> {
                try {
                    node.note("waits");
                } catch (EventLogUnavailable tooLong) {
                    // it gave up
                }
            });

            await().untilAsserted(
                            () -> assertThat(node.log().health().problems()).isNotEmpty());

            blocker.rollback();
            appending.join();
        }
    }
}
