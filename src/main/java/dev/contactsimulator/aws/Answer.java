package dev.contactsimulator.aws;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers.
 *
 * @param body written as JSON: record components in AWS's spelling (PascalCase), null ones omitted; null for no body
 */
public record Answer(int status, @Nullable Object body) {

    /** {@code {}}: what operations without output members answer (Smithy, "restJson1"). */
    public static final Answer EMPTY = new Answer(200, Map.of());

    /** Zero bytes: what operations without an output shape answer. */
    public static final Answer NOTHING = new Answer(200, null);

    public static Answer of(Object body) {
        return new Answer(200, body);
    }
}
