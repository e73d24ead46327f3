package dev.contactsimulator.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.regex.Pattern;

/** The rules of contact attributes (UpdateContactAttributes and NewSessionDetails, "Attributes"). */
final class ContactAttributes {

    /** All pairs of a contact together, in bytes of UTF-8. */
    static final int MAX_BYTES = 32_768;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]+");

    /** @throws ContactRejection if a key has a forbidden character or the pairs are too large together */
    static void requireAllowed(Map<String, String> merged) {
        if (!merged.keySet().stream().allMatch(key -> KEY.matcher(key).matches())) {
            throw new ContactRejection(
                    ContactRejection.Kind.INVALID_VALUE,
                    "Attribute keys can have only letters, digits, hyphens and underscores.");
        }
        int bytes = merged.entrySet().stream()
                .mapToInt(pair ->
                        pair.getKey().getBytes(UTF_8).length + pair.getValue().getBytes(UTF_8).length)
                .sum();
        if (bytes > MAX_BYTES) {
            throw new ContactRejection(
                    ContactRejection.Kind.INVALID_VALUE,
                    "The attributes of a contact can have 32768 bytes (UTF-8) in all pairs together.");
        }
    }

    private ContactAttributes() {}
}
