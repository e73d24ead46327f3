package dev.contactsimulator.aws.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The response of an operation that succeeded.
 *
 * @param body written as JSON: record components in AWS's spelling (PascalCase), null ones omitted, or a {@link
 *     StreamedBody} or {@link FileBody}; null for no body
 */
public record AwsResponse(int status, @Nullable Object body) {

    /** {@code {}}: the response of operations without output members (Smithy, "restJson1"). */
    public static final AwsResponse EMPTY = new AwsResponse(200, Map.of());

    /** Zero bytes: the response of operations without an output shape. */
    public static final AwsResponse NOTHING = new AwsResponse(200, null);

    public static AwsResponse of(Object body) {
        return new AwsResponse(200, body);
    }

    public static AwsResponse file(FileBody body) {
        return new AwsResponse(200, body);
    }

    public static AwsResponse streamed(StreamedBody body) {
        return new AwsResponse(200, body);
    }
}
