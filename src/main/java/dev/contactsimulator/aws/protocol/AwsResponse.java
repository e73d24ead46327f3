package dev.contactsimulator.aws.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers.
 *
 * @param body written as JSON: record components in AWS's spelling (PascalCase), null ones omitted; null for no body
 */
public record AwsResponse(int status, @Nullable Object body) {

    /** {@code {}}: what operations without output members answer (Smithy, "restJson1"). */
    public static final AwsResponse EMPTY = new AwsResponse(200, Map.of());

    /** Zero bytes: what operations without an output shape answer. */
    public static final AwsResponse NOTHING = new AwsResponse(200, null);

    public static AwsResponse of(Object body) {
        return new AwsResponse(200, body);
    }
}
