package dev.contactsimulator.aws.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** The percent-encoding of labels and query parameters (RFC 3986, section 2.1): UTF-8, and {@code +} is a plus. */
final class PercentEncoding {

    /** @throws AwsException if there is an incomplete escape, invalid UTF-8, or a character that no text may have */
    static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) return TextRules.requireStorable(encoded);
        byte[] bytes = new byte[encoded.length()];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) (digit(encoded, i + 1) << 4 | digit(encoded, i + 2));
                i += 2;
            } else if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else {
                throw invalid();
            }
        }
        try {
            String text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
            return TextRules.requireStorable(text);
        } catch (CharacterCodingException noUtf8) {
            throw invalid();
        }
    }

    private static int digit(String text, int index) {
        int digit = index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
        if (digit < 0) throw invalid();
        return digit;
    }

    private static AwsException invalid() {
        return AwsException.serialization("The path or the query is not percent-encoded UTF-8.");
    }

    private PercentEncoding() {}
}
