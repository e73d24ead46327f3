package dev.contactsimulator.aws.connect;

import java.util.Optional;
import java.util.UUID;

/** UUIDs as requests give them: alone, or as the end of an ARN. */
final class Ids {

    /**
     * @param arnPrefix what an ARN has before the id
     * @return empty if the text is neither a UUID nor such an ARN
     */
    static Optional<UUID> of(String text, String arnPrefix) {
        return of(text.startsWith(arnPrefix) ? text.substring(arnPrefix.length()) : text);
    }

    /** Empty if the text is no UUID in the usual form. */
    static Optional<UUID> of(String text) {
        if (text.length() != 36) return Optional.empty();
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }

    private Ids() {}
}
