package dev.contactsimulator.aws.protocol;

import java.util.List;

/** A response that is an error. Its message is for the caller and repeats nothing that the caller sent. */
public final class AwsException extends RuntimeException {

    private final ErrorType type;
    private final List<String> problems;

    public AwsException(ErrorType type, String message) {
        this(type, message, List.of());
    }

    private AwsException(ErrorType type, String message, List<String> problems) {
        super(message, null, false, false);
        this.type = type;
        this.problems = problems;
    }

    /** An InvalidContactFlowException, which alone has its reasons in the member {@code problems}. */
    public static AwsException invalidFlow(List<String> problems) {
        return new AwsException(ErrorType.INVALID_CONTACT_FLOW, String.join(" ", problems), List.copyOf(problems));
    }

    List<String> problems() {
        return problems;
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
