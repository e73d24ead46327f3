package dev.contactsimulator.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies a delivery: what the event at a position led to. Written {@code sns.17.0}, or {@code sns.17.0.2} for the second
 * duplicate.
 *
 * @param ordinal of the target among the event's targets at the destination, from 0
 * @param copy 0, or the number of a duplicate that was asked for
 */
public record DeliveryId(String destination, long position, int ordinal, int copy) {

    private static final Pattern TEXT =
            Pattern.compile("([a-z]+(?:-[a-z]+)*)\\.(\\d{1,18})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?");

    /** @throws IllegalArgumentException if the text is none */
    public static DeliveryId of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) throw new IllegalArgumentException("not the id of a delivery");
        return new DeliveryId(
                parts.group(1),
                Long.parseLong(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4)));
    }

    DeliveryId withCopy(int number) {
        return new DeliveryId(destination, position, ordinal, number);
    }

    @Override
    public String toString() {
        String original = destination + "." + position + "." + ordinal;
        return copy == 0 ? original : original + "." + copy;
    }
}
