package dev.contactsimulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.Follower.Options;
import dev.contactsimulator.eventlog.Follower.Ownership;
import dev.contactsimulator.eventlog.RecordedEvent;
import dev.contactsimulator.simulation.ClockSetting.Mode;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RunningSimulator;
import dev.contactsimulator.support.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How the clock is moved past what is due, with work and followers of the test. */
class ClockControlIT {

    private static final RunningSimulator node = RunningSimulator.startOnItsOwnClock(TestPostgres.newDatabase());

    private final SimulatedClock clock = node.bean(SimulatedClock.class);
    private final List<String> done = new ArrayList<>();

    @AfterAll
    static void stop() {
        node.close();
    }

    private ClockControl control(List<DueWork> works, List<Follower> followers) {
        return new ClockControl(clock, node.bean(ClockStore.class), works, followers, Duration.ofMillis(200));
    }

    private static ClockChange advance(Duration by) {
        return new ClockChange(Mode.FROZEN, null, by, null);
    }

    /** Notes at which times of the clock it was done. */
    private final class Timers implements DueWork {

        private final String name;
        private final Queue<Instant> due = new PriorityQueue<>();
        private Runnable whenDone = () -> {};

        Timers(String name, Instant... due) {
            this.name = name;
            this.due.addAll(List.of(due));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<Instant> nextDue() {
            return Optional.ofNullable(due.peek());
        }

        @Override
        public void runDue() {
            Instant now = clock.instant();
            for (Instant next = due.peek(); next != null && !next.isAfter(now); next = due.peek()) {
                done.add(name + " " + Duration.between(next, now));
                due.remove();
                whenDone.run();
            }
        }
    }

    @Test
    void work_is_done_at_its_time_and_so_is_what_it_causes_on_the_way() {
        control(List.of(), List.of()).change(advance(Duration.ZERO));
        Instant start = clock.instant();
        Timers first = new Timers("first", start.plus(Duration.ofHours(1)), start.plus(Duration.ofHours(3)));
        Timers second = new Timers("second", start.plus(Duration.ofHours(4)));
        first.whenDone = () -> {
            if (done.size() == 1) second.due.add(start.plus(Duration.ofHours(2)));
        };
        Timers later = new Timers("later", start.plus(Duration.ofHours(25)).plusMillis(1));

        ClockControl.Status status =
                control(List.of(second, first, later), List.of()).change(advance(Duration.ofHours(25)));

        assertThat(done).extracting(each -> each.split(" ")[0]).containsExactly("first", "second", "first", "second");
        assertThat(done)
                .extracting(each -> Duration.parse(each.split(" ")[1]))
                .allSatisfy(late -> assertThat(late).isLessThan(Duration.ofSeconds(1)));
        assertThat(status.time()).isEqualTo(start.plus(Duration.ofHours(25)));
    }

    @Test
    void work_that_is_always_due_again_is_named() {
        DueWork again = new DueWork() {
            @Override
            public String name() {
                return "again";
            }

            @Override
            public Optional<Instant> nextDue() {
                return Optional.of(clock.instant());
            }

            @Override
            public void runDue() {
                done.add("again");
            }
        };

        assertThatThrownBy(() -> control(List.of(again), List.of()).change(advance(Duration.ofHours(1))))
                .isInstanceOf(BehindClock.class)
                .hasMessage("again");
        assertThat(done).hasSize(100);
    }

    @Test
    void a_follower_that_does_not_get_there_in_time_is_named() {
        Options options = new Options("slow", Ownership.SHARED, Duration.ofMillis(10), Duration.ofMillis(50));
        try (Follower slow =
                new Follower(options, node.bean(EventLog.class), node.bean(DataSource.class), new NeverWriting())) {
            slow.start();
            Customer.of(node).says("hello");
            Instant before = clock.instant();

            assertThatThrownBy(() -> control(List.of(), List.of(slow)).change(advance(Duration.ofHours(1))))
                    .isInstanceOf(BehindClock.class)
                    .hasMessage("slow");
            assertThat(clock.instant()).isAfterOrEqualTo(before.plus(Duration.ofHours(1)));
        }
    }

    private static final class NeverWriting implements Follower.Handler {

        @Override
        public void take(List<RecordedEvent> events, Connection reader) {}

        @Override
        public void write(Connection transaction) throws SQLException {
            throw new SQLException("this follower cannot write");
        }

        @Override
        public void discard() {}
    }
}
