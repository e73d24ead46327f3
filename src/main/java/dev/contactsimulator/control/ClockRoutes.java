package dev.contactsimulator.control;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.control.SimulatorRoute.BodyMember;
import dev.contactsimulator.simulation.BehindClock;
import dev.contactsimulator.simulation.ClockChange;
import dev.contactsimulator.simulation.ClockControl;
import dev.contactsimulator.simulation.ClockSetBack;
import dev.contactsimulator.simulation.ClockSetting;
import dev.contactsimulator.simulation.ClockSetting.Mode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The clock of all that is simulated, on all nodes: it can be frozen, set, moved forward, and made faster or slower. */
final class ClockRoutes implements SimulatorRoutes {

    private static final Enumeration<Mode> MODE = Enumeration.of(Mode.class);
    private static final Length TEXT = Length.between(1, 64);

    private final ClockControl clock;

    ClockRoutes(ClockControl clock) {
        this.clock = clock;
    }

    @Override
    public List<SimulatorRoute> simulatorRoutes() {
        return List.of(
                SimulatorRoute.get("/clock", "GetClock", "what the clock shows, and how it goes")
                        .handledBy(() -> AwsResponse.of(clock.status())),
                SimulatorRoute.put(
                                "/clock",
                                "PutClock",
                                "freezes, sets, advances or scales the clock, and does what falls due on the way")
                        .with(
                                new BodyMember("mode", "REAL, RUNNING or FROZEN"),
                                new BodyMember("set", "the time that it is to show, such as 2026-03-02T10:00:00Z"),
                                new BodyMember("advance", "how far it is to go forward, such as PT25H"),
                                new BodyMember("scale", "how many times as fast as real time it is to go, a number"))
                        .handledBy(ClockRoutes::read, this::change));
    }

    private static ClockChange read(AwsRequest request) {
        Members body = request.body();
        Mode mode = body.enumeration("mode", MODE);
        Instant set = time(body.string("set", TEXT));
        Duration advance = duration(body.string("advance", TEXT));
        Double scale = body.decimal("scale");
        if (body.names().isEmpty()) {
            throw SimulatorRoute.invalid("The body needs mode, set, advance or scale.");
        }
        requireTogether(mode, set, advance, scale);
        return new ClockChange(mode, set, advance, scale);
    }

    private static void requireTogether(
            @Nullable Mode mode, @Nullable Instant set, @Nullable Duration advance, @Nullable Double scale) {
        if (set != null && advance != null) throw SimulatorRoute.invalid("set and advance exclude each other.");
        if (mode == Mode.REAL && (set != null || advance != null || scale != null)) {
            throw SimulatorRoute.invalid("The mode REAL excludes set, advance and scale.");
        }
        if (mode == Mode.FROZEN && scale != null) {
            throw SimulatorRoute.invalid("The mode FROZEN excludes scale.");
        }
        if (scale != null && !(scale > 0 && scale <= ClockSetting.MAX_SCALE)) {
            throw SimulatorRoute.invalid("scale must be above 0 and at most 1000000.");
        }
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) return null;
        try {
            Instant time = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
            if (!time.isBefore(ClockSetting.MIN) && time.isBefore(ClockSetting.MAX)) return time;
        } catch (DateTimeException notATime) {
            throw SimulatorRoute.invalid("set must be a time such as 2026-03-02T10:00:00Z.");
        }
        throw SimulatorRoute.invalid("set must be a time in the years 1970 to 8999.");
    }

    private static @Nullable Duration duration(@Nullable String text) {
        if (text == null) return null;
        try {
            Duration duration = Duration.parse(text).truncatedTo(ChronoUnit.MILLIS);
            if (duration.compareTo(ClockSetting.MAX_ADVANCE) > 0) {
                throw SimulatorRoute.invalid("advance must be less than 7000 years.");
            }
            if (!duration.isNegative()) return duration;
        } catch (DateTimeException | ArithmeticException notADuration) {
            throw SimulatorRoute.invalid("advance must be a duration such as PT25H (ISO 8601).");
        }
        throw SimulatorRoute.invalid("advance must not be negative: set sets the clock back while the log is empty.");
    }

    private AwsResponse change(ClockChange change) {
        try {
            return AwsResponse.of(clock.change(change));
        } catch (ClockSetBack refused) {
            throw new AwsException(
                    ErrorType.CONFLICT,
                    "The clock cannot go back while the log has events: reset the simulator first.");
        } catch (BehindClock behind) {
            throw new AwsException(
                    ErrorType.SERVICE_UNAVAILABLE,
                    "The clock has come to " + clock.status().time() + ". What fell due is not done yet: "
                            + behind.getMessage() + ". Set the clock to go on.");
        }
    }
}
