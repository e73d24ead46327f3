package dev.contactsimulator.aws.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Who signed a request, as far as its Authorization header says (Signature Version 4). Signatures are not verified;
 * parts that cannot be parsed are absent.
 *
 * @param accessKeyId at most 128 printable ASCII characters
 * @param region the Region of the credential scope, the only place where a request names one
 */
public record Credential(
        @Nullable String accessKeyId, @Nullable String region) {

    static final Credential NONE = new Credential(null, null);

    private static final String MARK = "Credential=";

    static Credential of(@Nullable String authorization) {
        if (authorization == null) return NONE;
        int mark = authorization.indexOf(MARK);
        if (mark < 0) return NONE;
        int start = mark + MARK.length();
        int end = start;
        while (end < authorization.length() && authorization.charAt(end) != ',' && authorization.charAt(end) != ' ')
            end++;
        int key = authorization.indexOf('/', start);
        if (key < 0 || key >= end)
            return new Credential(PrintableAscii.orNull(authorization.substring(start, end)), null);
        String accessKeyId = PrintableAscii.orNull(authorization.substring(start, key));
        int date = authorization.indexOf('/', key + 1);
        if (date < 0 || date >= end) return new Credential(accessKeyId, null);
        int region = authorization.indexOf('/', date + 1);
        if (region < 0 || region > end) region = end;
        return new Credential(accessKeyId, PrintableAscii.orNull(authorization.substring(date + 1, region)));
    }
}
