package dev.contactsimulator.aws.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The metadata of one call of an operation.
 *
 * @param requestId the {@code x-amzn-RequestId} of the response
 * @param invocationId the SDK's {@code amz-sdk-invocation-id}, the same for all attempts of one call; at most 128
 *     printable ASCII characters
 * @param operation AWS's name of the operation, or the simulator's own name of a route
 */
public record AwsCall(String requestId, @Nullable String invocationId, Credential credential, String operation) {}
