package dev.contactsimulator.eventlog;

import static dev.contactsimulator.eventlog.TestLog.AT;
import static dev.contactsimulator.eventlog.TestLog.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.eventlog.Follower.Options;
import dev.contactsimulator.eventlog.Follower.Ownership;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FollowerIT {

    /** A follower in a few lines: it counts the events in a table of its own. */
    private static class Counter implements Follower.Handler {

        int taken;

        @Override
        public void take(List<RecordedEvent> events, Connection reader) throws SQLException {
            taken += events.size();
        }

        @Override
        public void write(Connection transaction) throws SQLException {
            try (PreparedStatement add = transaction.prepareStatement("update counter set events = events + ?")) {
                add.setInt(1, taken);
                add.executeUpdate();
            }
        }

        @Override
        public void discard() {
            taken = 0;
        }
    }

    private final TestLog node = TestLog.onNewDatabase();

    @BeforeEach
    void makeTheTable() {
        node.execute("create table counter (events integer not null)");
        node.execute("insert into counter values (0)");
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    private static Follower follower(TestLog on, Ownership ownership, Follower.Handler handler) {
        Options options = new Options("counter", ownership, Duration.ofMillis(20), Duration.ofSeconds(20));
        Follower follower = new Follower(options, on.log(), on.dataSource(), handler);
        follower.start();
        return follower;
    }

    private int counted() {
        return node.count("select events from counter");
    }

    private void append(int events) {
        for (int i = 0; i < events; i++) {
            node.log()
                    .append(List.of(
                            new NewEvent(UUID.randomUUID(), 0, UUID.randomUUID(), AT, new Noted("a"), Map.of())));
        }
    }

    @ParameterizedTest
    @EnumSource(Ownership.class)
    void every_event_is_counted_once_over_restarts(Ownership ownership) throws SQLException {
        append(10);
        for (int start = 1; start <= 3; start++) {
            try (Follower follower = follower(node, ownership, new Counter())) {
                append(10);
                follower.awaitCurrent();
                assertThat(counted()).isEqualTo(10 + 10 * start);
                assertThat(follower.lag()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Ownership.class)
    void two_nodes_count_every_event_once(Ownership ownership) throws Exception {
        try (TestLog second = node.anotherNode();
                Follower here = follower(node, ownership, new Counter());
                Follower there = follower(second, ownership, new Counter())) {
            for (int burst = 0; burst < 20; burst++) {
                append(20);
                (burst % 2 == 0 ? here : there).awaitCurrent();
            }
            assertThat(counted()).isEqualTo(400);
        }
    }

    @Test
    void a_write_that_fails_is_repeated_and_counts_once() {
        AtomicInteger failures = new AtomicInteger();
        Counter flaky = new Counter() {
            @Override
            public void write(Connection transaction) throws SQLException {
                super.write(transaction);
                if (failures.incrementAndGet() <= 3) throw new SQLTransientException("the test says so");
            }
        };
        append(5);
        try (Follower follower = follower(node, Ownership.SHARED, flaky)) {
            follower.awaitCurrent();
        }
        assertThat(counted()).isEqualTo(5);
        assertThat(failures).hasValue(4);
    }

    @ParameterizedTest
    @EnumSource(Ownership.class)
    void after_a_reset_it_begins_again_with_the_first_event(Ownership ownership) {
        append(5);
        try (Follower follower = follower(node, ownership, new Counter())) {
            follower.awaitCurrent();
            node.log().reset(List.of("counter"));
            node.execute("insert into counter values (0)");
            append(3);
            follower.awaitCurrent();
            assertThat(counted()).isEqualTo(3);
        }
    }

    @Test
    void a_follower_that_fails_says_so_once_and_once_that_it_works_again() {
        AtomicInteger attempts = new AtomicInteger();
        Counter flaky = new Counter() {
            @Override
            public void write(Connection transaction) throws SQLException {
                super.write(transaction);
                if (attempts.incrementAndGet() <= 4) throw new IllegalStateException("the test says so");
            }
        };
        append(1);
        try (LogLines lines = LogLines.of(Follower.class);
                Follower follower = follower(node, Ownership.SHARED, flaky)) {
            follower.awaitCurrent();
            await().until(follower::isFollowing);
            assertThat(lines.events()).containsExactly("follower-failing", "follower-recovered");
        }
    }

    @Test
    void a_position_past_the_end_of_the_log_is_reported_and_does_not_keep_the_machine_busy() {
        AtomicInteger attempts = new AtomicInteger();
        Counter counter = new Counter() {
            @Override
            public void discard() {
                super.discard();
                attempts.incrementAndGet();
            }
        };
        append(1);
        node.execute("insert into follower_position (name, epoch, position) values ('counter', 0, 99)");
        try (LogLines lines = LogLines.of(Follower.class);
                Follower follower = follower(node, Ownership.SHARED, counter)) {
            await().during(Duration.ofSeconds(1)).until(() -> attempts.get() < 12);
            assertThat(lines.events()).containsExactly("follower-failing");
            assertThat(follower.isFollowing()).isFalse();
        }
    }

    @Test
    void events_that_the_log_has_lost_are_not_written() {
        append(5);
        Options lazy = new Options("counter", Ownership.SHARED, Duration.ofMinutes(1), Duration.ofSeconds(20));
        CountDownLatch five = new CountDownLatch(5);
        Counter counter = new Counter() {
            @Override
            public void take(List<RecordedEvent> events, Connection reader) throws SQLException {
                super.take(events, reader);
                events.forEach(event -> five.countDown());
            }
        };
        try (Follower follower = new Follower(lazy, node.log(), node.dataSource(), counter)) {
            follower.start();
            await().until(() -> five.getCount() == 0);

            node.loseEventsAfter(3);
            follower.awaitCurrent();

            assertThat(counted()).isEqualTo(3);
            assertThat(node.count("select position from follower_position where name = 'counter'"))
                    .isEqualTo(3);
        }
    }

    @Test
    void a_handler_that_is_full_is_given_no_more_before_it_has_written() {
        AtomicInteger mostTaken = new AtomicInteger();
        Counter small = new Counter() {
            @Override
            public boolean isFull() {
                return taken >= 300;
            }

            @Override
            public void write(Connection transaction) throws SQLException {
                mostTaken.accumulateAndGet(taken, Math::max);
                super.write(transaction);
            }
        };
        UUID contact = UUID.randomUUID();
        node.log()
                .append(IntStream.range(0, 2_000)
                        .mapToObj(i -> event(contact, i, "a"))
                        .toList());
        try (Follower follower = follower(node, Ownership.SHARED, small)) {
            follower.awaitCurrent();
        }
        assertThat(counted()).isEqualTo(2_000);
        assertThat(mostTaken.get()).isLessThan(300 + Follower.Handler.MAX_EVENTS);
    }

    @Test
    void a_lease_is_renewed_while_events_wait_to_be_written() {
        Options lazy = new Options("counter", Ownership.EXCLUSIVE, Duration.ofMinutes(10), Duration.ofSeconds(20));
        try (Follower follower = new Follower(lazy, node.log(), node.dataSource(), new Counter())) {
            follower.start();
            append(1);
            await().until(() -> node.count("select token from follower_position where name = 'counter'") == 1);
            node.execute("create table lease as select name, held_until from follower_position");
            await().until(() -> node.count("""
                            select count(*) from lease join follower_position now using (name)
                            where now.held_until > lease.held_until + interval '2 s' and now.token = 1
                            """) == 1);
            assertThat(counted()).isZero();
        }
    }

    @Test
    void while_one_node_has_the_lease_the_others_wait_and_take_over_when_it_stops() throws Exception {
        try (TestLog second = node.anotherNode()) {
            Counter idle = new Counter() {
                @Override
                public void take(List<RecordedEvent> events, Connection reader) {
                    throw new AssertionError("the other node has the lease");
                }
            };
            Follower holder = follower(node, Ownership.EXCLUSIVE, new Counter());
            append(1);
            holder.awaitCurrent();
            try (Follower waiting = follower(second, Ownership.EXCLUSIVE, idle)) {
                append(10);
                holder.awaitCurrent();
                await().until(waiting::isFollowing);
            }
            try (Follower next = follower(second, Ownership.EXCLUSIVE, new Counter())) {
                holder.close();
                append(10);
                next.awaitCurrent();
            }
            assertThat(counted()).isEqualTo(21);
        }
    }

    @Test
    void a_holder_that_was_paused_for_longer_than_its_lease_writes_nothing() throws Exception {
        CountDownLatch paused = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger lateWrites = new AtomicInteger();
        Counter sleepy = new Counter() {
            @Override
            public void take(List<RecordedEvent> events, Connection reader) throws SQLException {
                super.take(events, reader);
                if (paused.getCount() == 0) return;
                paused.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void write(Connection transaction) throws SQLException {
                super.write(transaction);
                lateWrites.incrementAndGet();
            }
        };
        try (TestLog second = node.anotherNode();
                Follower first = follower(node, Ownership.EXCLUSIVE, sleepy)) {
            append(7);
            paused.await();
            try (Follower next = follower(second, Ownership.EXCLUSIVE, new Counter())) {
                next.awaitCurrent(); // the lease has expired
                goOn.countDown();
                append(1);
                next.awaitCurrent();
                assertThat(counted()).isEqualTo(8);
                assertThat(lateWrites).hasValue(0);
            }
        }
    }

    @Test
    void a_transaction_of_a_paused_node_is_ended_by_the_server() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Counter sleepy = new Counter() {
            @Override
            public void write(Connection transaction) throws SQLException {
                super.write(transaction);
                if (writing.getCount() == 0) return;
                writing.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (TestLog second = node.anotherNode();
                Follower first = follower(node, Ownership.SHARED, sleepy)) {
            append(3);
            writing.await();
            try (Follower healthy = follower(second, Ownership.SHARED, new Counter())) {
                healthy.awaitCurrent();
                assertThat(counted()).isEqualTo(3);
                goOn.countDown();
                append(2);
                first.awaitCurrent();
                healthy.awaitCurrent();
                assertThat(counted()).isEqualTo(5);
            }
        }
    }

    @Test
    void who_waits_for_a_follower_that_does_not_run_is_told_how_far_behind_it_is() throws SQLException {
        Options options = new Options("counter", Ownership.SHARED, Duration.ZERO, Duration.ofMillis(200));
        Follower follower = new Follower(options, node.log(), node.dataSource(), new Counter());
        node.execute("insert into follower_position (name, epoch, position) values ('counter', 0, 0)");
        append(2);
        assertThatExceptionOfType(FollowerBehind.class)
                .isThrownBy(follower::awaitCurrent)
                .withMessage("counter is 2 events behind the log after 200 ms");
        assertThat(follower.lag()).isEqualTo(2);
    }

    @Test
    void a_batch_of_large_events_is_bounded_by_bytes() throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            node.log()
                    .append(List.of(new NewEvent(
                            UUID.randomUUID(), 0, UUID.randomUUID(), AT, new Noted("x".repeat(100_000)), Map.of())));
        }
        try (TestLog later = node.anotherNode();
                EventFeed fromDatabase = later.log().feed(0);
                EventFeed fromMemory = node.log().feed(0)) {
            for (EventFeed feed : List.of(fromDatabase, fromMemory)) {
                assertThat(feed.next(100, 350_000, Duration.ofSeconds(1))).hasSize(3);
                assertThat(feed.next(100, 10, Duration.ofSeconds(1))).hasSize(1);
                assertThat(feed.next(100, 1 << 20, Duration.ofSeconds(1))).hasSize(4);
            }
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
