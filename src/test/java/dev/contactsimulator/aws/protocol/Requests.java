package dev.contactsimulator.aws.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.contactsimulator.aws.protocol.Route.Reader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests as the servlet does, without one. */
public final class Requests {

    /** @throws AwsException as the operation would return it, its model's error being InvalidParameterException */
    public static <Q> Q readBody(String json, Reader<Q> reader) {
        return read(Map.of(), null, json, reader);
    }

    /** @param rawLabels and {@code rawQuery} as they are on the wire */
    public static <Q> Q read(Map<String, String> rawLabels, @Nullable String rawQuery, String json, Reader<Q> reader) {
        AwsRequest request = request(rawLabels, rawQuery, Map.of(), json);
        Q read = reader.read(request);
        request.requireValid(ErrorType.INVALID_PARAMETER);
        return read;
    }

    /**
     * Reads a request as its route does.
     *
     * @throws AwsException as the operation would return it
     */
    public static Object read(
            Route route,
            Map<String, String> rawLabels,
            @Nullable String rawQuery,
            Map<String, String> headers,
            String json) {
        return route.read(request(rawLabels, rawQuery, headers, json));
    }

    private static AwsRequest request(
            Map<String, String> rawLabels, @Nullable String rawQuery, Map<String, String> headers, String json) {
        return new AwsRequest(
                rawLabels,
                Query.parse(rawQuery),
                headers::get,
                StrictJson.readObject(json.getBytes(UTF_8), bytes -> {}),
                null);
    }

    private Requests() {}
}
