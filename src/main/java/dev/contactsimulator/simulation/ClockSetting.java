package dev.contactsimulator.simulation;

import java.time.Duration;
import java.time.Instant;

/**
 * How the simulated clock follows real time: at the real time {@code since} it showed {@code time}, and it goes on at
 * {@code scale} times the speed.
 *
 * @param scale 0 if it is frozen
 */
public record ClockSetting(Instant time, Instant since, double scale) {

    /** The first time that the clock can show: ids of items hold milliseconds since then. */
    public static final Instant MIN = Instant.EPOCH;

    /** Where the clock stops: what begins then still ends in a year of four digits. */
    public static final Instant MAX = Instant.parse("9000-01-01T00:00:00Z");

    /** How far the clock can be moved at once. */
    public static final Duration MAX_ADVANCE = Duration.ofDays(365 * 7_000);

    public static final double MAX_SCALE = 1_000_000;

    /** How the clock goes. */
    public enum Mode {
        /** It shows real time. */
        REAL,
        /** It goes, from another time than the real one or at another speed. */
        RUNNING,
        /** It stands still. */
        FROZEN
    }

    /** The clock shows real time. */
    public static final ClockSetting REAL = new ClockSetting(Instant.EPOCH, Instant.EPOCH, 1);

    public Mode mode() {
        if (equals(REAL)) return Mode.REAL;
        return scale == 0 ? Mode.FROZEN : Mode.RUNNING;
    }

    /** What the clock shows at a real time, in milliseconds. The clocks of nodes differ: {@code since} may be to come. */
    Instant at(Instant real) {
        if (this == REAL) return real;
        long passed = real.toEpochMilli() - since.toEpochMilli();
        Instant shown = time.plusMillis(scale == 1 ? passed : Math.round(passed * scale));
        return shown.isBefore(MAX) ? shown : MAX;
    }
}
