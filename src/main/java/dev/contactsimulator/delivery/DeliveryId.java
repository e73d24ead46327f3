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

    /** Comes after all destinations: the place behind all that an event led to. */
    private static final String AFTER_ALL = "~";

    private static final Pattern TEXT =
            Pattern.compile("(~|[a-z]+(?:-[a-z]+)*)\\.(\\d{1,18})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?");

    /** The place behind all that the event at a position led to. */
    static DeliveryId behind(long position) {
        return new DeliveryId(AFTER_ALL, position, 0, 0);
    }

    /** @throws IllegalArgumentException if the text is none */
    public static DeliveryId of(String text) {
        DeliveryId id = ofToken(text);
        if (id.destination().equals(AFTER_ALL)) throw new IllegalArgumentException("not the id of a delivery");
        return id;
    }

    /** The place behind a delivery, where a page of a list ended: its id, or one that stands for none. */
    public static DeliveryId ofToken(String text) {
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
