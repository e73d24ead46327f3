package dev.contactsimulator.simulation;

import dev.contactsimulator.simulation.ClockSetting.Mode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of the clock. What is null stays as it is.
 *
 * @param set the time that the clock is to show
 * @param advance how far it is to go forward; never with {@code set}
 * @param scale how many times as fast as real time it is to go
 */
public record ClockChange(
        @Nullable Mode mode,
        @Nullable Instant set,
        @Nullable Duration advance,
        @Nullable Double scale) {

    Instant target(Instant now) {
        if (set != null) return set;
        Instant target = advance == null ? now : now.plus(advance);
        return target.isBefore(ClockSetting.MAX) ? target : ClockSetting.MAX;
    }

    /** The speed after the change. */
    double speed(ClockSetting before) {
        if (mode == Mode.FROZEN) return 0;
        if (scale != null) return scale;
        return mode == Mode.RUNNING && before.scale() == 0 ? 1 : before.scale();
    }
}
