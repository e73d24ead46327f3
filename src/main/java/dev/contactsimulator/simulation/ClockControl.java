package dev.contactsimulator.simulation;

import static java.util.Comparator.comparing;

import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.FollowerBehind;
import dev.contactsimulator.simulation.ClockSetting.Mode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the clock. On its way forward the clock stops wherever something is due; that is done, and the followers see it
 * before the clock goes on, since they may cause something that is due on the way. Times within one second share a stop,
 * and after {@value #FINE_STOPS} stops those within one minute, so that a long way with much to do ends soon.
 */
public final class ClockControl {

    private static final Logger log = LoggerFactory.getLogger(ClockControl.class);

    /** How long one change waits for followers, in real time. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int FINE_STOPS = 100;

    /** How often work may fall due again at one time of the clock. */
    private static final int MAX_ROUNDS = 100;

    /** How the clock is. */
    public record Status(Mode mode, Instant time, Instant realTime, double scale) {}

    private final SimulatedClock clock;
    private final ClockStore store;
    private final Collection<DueWork> works;
    private final Collection<Follower> followers;
    private final Duration patience;

    /** @param patience how long one change waits for followers, in real time */
    ClockControl(
            SimulatedClock clock,
            ClockStore store,
            Collection<DueWork> works,
            Collection<Follower> followers,
            Duration patience) {
        this.clock = clock;
        this.store = store;
        this.works = List.copyOf(works);
        this.followers = List.copyOf(followers);
        this.patience = patience;
    }

    public Status status() {
        ClockSetting setting = clock.setting();
        Instant real = clock.realTime();
        return new Status(setting.mode(), setting.at(real), real, setting.scale());
    }

    /**
     * Changes the clock, and returns when all that fell due on the way is done.
     *
     * @throws ClockSetBack if the clock would go back although there are events
     * @throws BehindClock if something has not caught up in time; the clock stays where that was due
     */
    public synchronized Status change(ClockChange change) {
        boolean toReal = change.mode() == Mode.REAL;
        Instant now = clock.instant();
        Instant target = toReal ? clock.realTime() : change.target(now);
        boolean back = target.isBefore(now);
        if (!back) goForward(target, change, System.nanoTime() + patience.toNanos());
        if (toReal) store.change(before -> ClockSetting.REAL);
        else if (back) store.change(before -> new ClockSetting(target, clock.realTime(), change.speed(before)));
        Status status = status();
        log.info("event=clock-changed mode={} time={} scale={}", status.mode(), status.time(), status.scale());
        return status;
    }

    private void goForward(Instant target, ClockChange change, long deadline) {
        Optional<Instant> due = nextDue(target);
        for (int stops = 0; due.isPresent(); stops++) {
            ChronoUnit share = stops < FINE_STOPS ? ChronoUnit.SECONDS : ChronoUnit.MINUTES;
            Instant stop = earlier(target, endOf(share, due.get()));
            store.change(before -> forward(before, stop, change));
            runDue(stop, deadline);
            due = nextDue(target);
        }
        store.change(before -> forward(before, target, change));
        awaitFollowers(deadline);
    }

    /** A clock that is going may have passed the target by itself; it does not go back to it. */
    private ClockSetting forward(ClockSetting before, Instant target, ClockChange change) {
        double speed = change.speed(before);
        Instant real = clock.realTime();
        Instant now = before.at(real);
        if (speed == before.scale() && !target.isAfter(now)) return before;
        return new ClockSetting(now.isAfter(target) ? now : target, real, speed);
    }

    private Optional<Instant> nextDue(Instant until) {
        return works.stream()
                .flatMap(work -> work.nextDue().stream())
                .min(Comparator.naturalOrder())
                .filter(due -> !due.isAfter(until));
    }

    private void runDue(Instant until, long deadline) {
        List<Due> due = due(until);
        for (int round = 0; !due.isEmpty(); round++) {
            if (round == MAX_ROUNDS) {
                throw new BehindClock(
                        due.stream().map(each -> each.work().name()).toList());
            }
            due.forEach(each -> each.work().runDue());
            awaitFollowers(deadline);
            due = due(until);
        }
    }

    private record Due(DueWork work, Instant at) {}

    private List<Due> due(Instant until) {
        return works.stream()
                .flatMap(work -> work.nextDue().stream().map(at -> new Due(work, at)))
                .filter(each -> !each.at().isAfter(until))
                .sorted(comparing(Due::at))
                .toList();
    }

    private void awaitFollowers(long deadline) {
        for (Follower follower : followers) {
            while (true) {
                try {
                    follower.awaitCurrent();
                    break;
                } catch (FollowerBehind behind) {
                    if (System.nanoTime() - deadline >= 0) throw new BehindClock(lagging());
                }
            }
        }
    }

    private List<String> lagging() {
        List<String> names = new ArrayList<>();
        for (Follower follower : followers) {
            try {
                if (follower.lag() > 0) names.add(follower.name());
            } catch (SQLException unknown) {
                names.add(follower.name());
            }
        }
        return names;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant endOf(ChronoUnit unit, Instant time) {
        Instant begin = time.truncatedTo(unit);
        return begin.equals(time) ? time : begin.plus(unit.getDuration());
    }
}
