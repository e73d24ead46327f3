package dev.contactsimulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.simulation.ClockSetting.Mode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {

    private static final Instant REAL = Instant.parse("2026-03-02T10:00:00.123Z");
    private static final Instant TIME = Instant.parse("2030-01-01T00:00:00Z");

    private static Instant shown(ClockSetting setting, Duration later) {
        SimulatedClock clock = new SimulatedClock(Clock.fixed(REAL.plus(later), ZoneOffset.UTC));
        clock.accept(new StoredClock(0, 1, setting));
        return clock.instant();
    }

    @Test
    void it_shows_real_time_until_it_is_changed() {
        assertThat(new SimulatedClock(Clock.fixed(REAL, ZoneOffset.UTC)).instant())
                .isEqualTo(REAL);
        assertThat(shown(ClockSetting.REAL, Duration.ofDays(9))).isEqualTo(REAL.plus(Duration.ofDays(9)));
        assertThat(ClockSetting.REAL.mode()).isEqualTo(Mode.REAL);
    }

    @Test
    void it_goes_on_from_where_it_was_set_at_its_speed() {
        ClockSetting running = new ClockSetting(TIME, REAL, 1);
        assertThat(shown(running, Duration.ofMillis(1))).isEqualTo(TIME.plusMillis(1));
        assertThat(running.mode()).isEqualTo(Mode.RUNNING);
        assertThat(shown(new ClockSetting(TIME, REAL, 60), Duration.ofMillis(1_500)))
                .isEqualTo(TIME.plusSeconds(90));
        assertThat(shown(new ClockSetting(TIME, REAL, 0.5), Duration.ofSeconds(4)))
                .isEqualTo(TIME.plusSeconds(2));
    }

    @Test
    void it_stands_still_while_it_is_frozen() {
        ClockSetting frozen = new ClockSetting(TIME, REAL, 0);
        assertThat(shown(frozen, Duration.ofDays(9))).isEqualTo(TIME);
        assertThat(frozen.mode()).isEqualTo(Mode.FROZEN);
    }

    @Test
    void it_stops_before_years_have_five_digits() {
        assertThat(shown(new ClockSetting(TIME, REAL, 1_000_000), Duration.ofDays(36_500)))
                .isEqualTo(ClockSetting.MAX);
    }

    @Test
    void a_setting_that_is_read_late_does_not_replace_a_newer_one() {
        SimulatedClock clock = new SimulatedClock(Clock.fixed(REAL, ZoneOffset.UTC));
        clock.accept(new StoredClock(3, 2, new ClockSetting(TIME, REAL, 0)));
        clock.accept(new StoredClock(3, 1, new ClockSetting(TIME.plusSeconds(1), REAL, 0)));
        clock.accept(new StoredClock(2, 9, new ClockSetting(TIME.plusSeconds(2), REAL, 0)));
        assertThat(clock.instant()).isEqualTo(TIME);
        clock.accept(new StoredClock(4, 0, ClockSetting.REAL));
        assertThat(clock.instant()).isEqualTo(REAL);
    }
}
