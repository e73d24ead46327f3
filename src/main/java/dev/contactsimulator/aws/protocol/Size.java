package dev.contactsimulator.aws.protocol;

/** How many elements a list or pairs a map may have. */
public record Size(int min, int max) {

    public static final Size ANY = new Size(0, Integer.MAX_VALUE);

    public static Size between(int min, int max) {
        return new Size(min, max);
    }

    public static Size atMost(int max) {
        return new Size(0, max);
    }

    boolean allows(int size) {
        return min <= size && size <= max;
    }

    String constraint() {
        return min == 0
                ? "Member must have length less than or equal to " + max
                : "Member must have length between " + min + " and " + max;
    }
}
