package dev.contactsimulator.aws.connect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spelling of a Subtype. SendChatIntegrationEvent's page says {@code connect:sms}, contact data and flows say
 * {@code connect:SMS}; they are one subtype, and the latter is how it is kept.
 */
final class Subtypes {

    private static final List<String> KNOWN = List.of("connect:SMS", "connect:WhatsApp");

    static @Nullable String canonical(@Nullable String subtype) {
        if (subtype == null) return null;
        for (String known : KNOWN) {
            if (known.equalsIgnoreCase(subtype)) return known;
        }
        return subtype;
    }

    static boolean isKnown(String canonical) {
        return KNOWN.contains(canonical);
    }

    private Subtypes() {}
}
