package dev.contactsimulator.aws.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Time as Amazon Connect has it on the wire: seconds since 1970, with a fraction of milliseconds. */
final class EpochSeconds {

    private static final long MIN = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long MAX = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    /** Null if it is outside of the years 1 to 9999. */
    static @Nullable Instant instant(Number seconds) {
        double value = seconds.doubleValue();
        if (!(value >= MIN && value <= MAX)) return null;
        return seconds instanceof Long whole
                ? Instant.ofEpochSecond(whole)
                : Instant.ofEpochMilli(Math.round(value * 1000));
    }

    /** A number whose text has no exponent. */
    static BigDecimal number(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }

    private EpochSeconds() {}
}
