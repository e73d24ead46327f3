package dev.contactsimulator.contact;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Texts by key, as a contact's attributes and tags are. Results are unmodifiable. */
public final class Pairs {

    /** The objects of a pair: an entry and two strings. */
    private static final int OBJECTS_BYTES = 120;

    /** Adds {@code changes} to {@code current}, key by key. */
    public static Map<String, String> with(Map<String, String> current, Map<String, String> changes) {
        Map<String, String> merged = new HashMap<>(current);
        merged.putAll(changes);
        return Map.copyOf(merged);
    }

    public static Map<String, String> without(Map<String, String> current, Set<String> keys) {
        Map<String, String> rest = new HashMap<>(current);
        rest.keySet().removeAll(keys);
        return Map.copyOf(rest);
    }

    /** What the pairs take in memory, in bytes, roughly. */
    public static int bytesInMemory(Map<String, String> pairs) {
        int bytes = 0;
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            bytes +=
                    OBJECTS_BYTES + pair.getKey().length() + 2 * pair.getValue().length();
        }
        return bytes;
    }

    private Pairs() {}
}
