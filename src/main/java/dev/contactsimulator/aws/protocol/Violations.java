package dev.contactsimulator.aws.protocol;

import java.util.ArrayList;
import java.util.List;

/** The constraints that one request violates, reported together. Paths name members of the model, never a caller's keys. */
final class Violations {

    /** The maximum number of violations in one message, so that the response stays short. */
    static final int MAX_REPORTED = 20;

    private final List<String> reported = new ArrayList<>(0);
    private int count;

    void add(String path, String constraint) {
        count++;
        if (reported.size() < MAX_REPORTED) {
            reported.add("Value at '" + path + "' failed to satisfy constraint: " + constraint);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    String message() {
        return count
                + (count == 1 ? " validation error detected: " : " validation errors detected: ")
                + String.join("; ", reported)
                + (count > reported.size() ? "; …" : "");
    }
}
