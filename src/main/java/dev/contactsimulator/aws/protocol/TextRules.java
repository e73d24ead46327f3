package dev.contactsimulator.aws.protocol;

/**
 * The rules for every text of a request, in any member.
 *
 * <p>U+0000 and unpaired surrogates are refused: the latter are not Unicode text, and PostgreSQL can store
 * neither in a {@code text} column. AWS documents nothing about them.
 */
final class TextRules {

    static String requireStorable(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == 0) throw refused();
            if (!Character.isSurrogate(c)) continue;
            if (!Character.isHighSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(text.charAt(i + 1))) {
                throw refused();
            }
            i++;
        }
        return text;
    }

    private static AwsException refused() {
        return AwsException.serialization("Texts can have neither U+0000 nor unpaired surrogates.");
    }

    private TextRules() {}
}
