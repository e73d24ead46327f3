package dev.contactsimulator.aws.protocol;

/** A response that is an error. Its message is for the caller and repeats nothing that the caller sent. */
public final class AwsException extends RuntimeException {

    private final ErrorType type;

    public AwsException(ErrorType type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    public ErrorType type() {
        return type;
    }

    /** What was sent is no JSON, or not of the JSON type that the model has for the member (Smithy, "restJson1"). */
    static AwsException serialization(String message) {
        return new AwsException(ErrorType.SERIALIZATION, message);
    }

    static AwsException malformedHttp(String message) {
        return new AwsException(ErrorType.MALFORMED_HTTP_REQUEST, message);
    }
}
