package dev.contactsimulator.aws.protocol;

import org.jspecify.annotations.Nullable;

/** Limits the header values that are kept: a client can send any text. */
final class PrintableAscii {

    static final int MAX_LENGTH = 128;

    /** The text if it has 1 to 128 characters from space to tilde, else null. */
    static @Nullable String orNull(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > MAX_LENGTH) return null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') return null;
        }
        return text;
    }

    private PrintableAscii() {}
}
