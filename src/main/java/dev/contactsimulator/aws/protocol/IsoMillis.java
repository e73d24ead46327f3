package dev.contactsimulator.aws.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Time as the Participant Service has it on the wire: {@code yyyy-MM-ddThh:mm:ss.SSSZ}, always three digits. */
public final class IsoMillis {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    public static String text(Instant time) {
        return FORM.format(time);
    }

    private IsoMillis() {}
}
