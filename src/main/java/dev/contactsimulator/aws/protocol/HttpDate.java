package dev.contactsimulator.aws.protocol;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The {@code Date} of responses (RFC 9110, section 6.6.1), by the clock of the program. Written once a second. */
final class HttpDate {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private record Text(long second, String text) {}

    private final Clock clock;
    private volatile Text last = new Text(Long.MIN_VALUE, "");

    HttpDate(Clock clock) {
        this.clock = clock;
    }

    String now() {
        Instant now = clock.instant();
        Text text = last;
        if (text.second() != now.getEpochSecond()) {
            text = new Text(now.getEpochSecond(), FORM.format(now));
            last = text;
        }
        return text.text();
    }
}
