package dev.contactsimulator.contact;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for a command: kept in the metadata of every event that it leads to.
 *
 * @param requestId the {@code x-amzn-RequestId} of the response
 * @param invocationId the SDK's {@code amz-sdk-invocation-id}, the same over all retries of one call
 * @param accessKeyId the access key of the Authorization header, if it has one
 * @param operation the AWS operation, or the simulator's own name for the part that acted
 * @param clientToken the "ClientToken" of the request, if the operation has one
 */
public record RequestContext(
        String requestId,
        @Nullable String invocationId,
        @Nullable String accessKeyId,
        String operation,
        @Nullable String clientToken) {

    public static final String REQUEST_ID = "requestId";
    public static final String INVOCATION_ID = "invocationId";
    public static final String ACCESS_KEY_ID = "accessKeyId";
    public static final String OPERATION = "operation";
    public static final String CLIENT_TOKEN = "clientToken";

    /** The context of a command that the simulator issues by itself and that is not retried under an id. */
    public static RequestContext ofSimulator(String requestId, String operation) {
        return new RequestContext(requestId, null, null, operation, null);
    }

    public Map<String, String> metadata() {
        Map<String, String> metadata = HashMap.newHashMap(5);
        metadata.put(REQUEST_ID, requestId);
        metadata.put(OPERATION, operation);
        if (invocationId != null) metadata.put(INVOCATION_ID, invocationId);
        if (accessKeyId != null) metadata.put(ACCESS_KEY_ID, accessKeyId);
        if (clientToken != null) metadata.put(CLIENT_TOKEN, clientToken);
        return metadata;
    }
}
