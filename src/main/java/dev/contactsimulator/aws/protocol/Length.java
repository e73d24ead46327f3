package dev.contactsimulator.aws.protocol;

/** How long a text may be, in code points (Smithy, "length trait"), and possibly which texts it may be. */
public record Length(int min, int max, Form form, String constraint) {

    /** Which texts are allowed at all. */
    @FunctionalInterface
    public interface Form {
        boolean allows(String text);
    }

    private static final Form ANY = text -> true;

    public static Length between(int min, int max) {
        return new Length(min, max, ANY, "Member must have length between " + min + " and " + max);
    }

    public static Length atMost(int max) {
        return new Length(0, max, ANY, "Member must have length less than or equal to " + max);
    }

    /** Any text at all. */
    public static Length any() {
        return atMost(Integer.MAX_VALUE);
    }

    /** @param description completes "Member must satisfy …" */
    public Length matching(Form allowed, String description) {
        return new Length(min, max, allowed, constraint + " and must satisfy " + description);
    }

    boolean allows(String text) {
        int units = text.length();
        // A text has at most as many code points as UTF-16 units and at least half as many.
        if (units < min || units / 2 > max) return false;
        if (units > max || units < 2 * min) {
            int codePoints = text.codePointCount(0, units);
            if (codePoints < min || codePoints > max) return false;
        }
        return form.allows(text);
    }
}
