package dev.contactsimulator.aws.protocol;

/** The AWS errors that the simulator returns, each with its HTTP status (service models, and "Common Error Types"). */
public enum ErrorType {
    SERIALIZATION("SerializationException", 400),
    MALFORMED_HTTP_REQUEST("MalformedHttpRequestException", 400),
    INVALID_REQUEST("InvalidRequestException", 400),
    INVALID_PARAMETER("InvalidParameterException", 400),
    INVALID_CONTACT_FLOW("InvalidContactFlowException", 400),
    VALIDATION("ValidationException", 400),
    SERVICE_QUOTA_EXCEEDED("ServiceQuotaExceededException", 402),
    ACCESS_DENIED("AccessDeniedException", 403),
    UNKNOWN_OPERATION("UnknownOperationException", 404),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 404),
    CONTACT_FLOW_NOT_PUBLISHED("ContactFlowNotPublishedException", 404),
    METHOD_NOT_ALLOWED("MethodNotAllowedException", 405),
    REQUEST_TIMEOUT("RequestTimeoutException", 408),
    CONFLICT("ConflictException", 409),
    DUPLICATE_RESOURCE("DuplicateResourceException", 409),
    IDEMPOTENCY("IdempotencyException", 409),
    CONTACT_NOT_FOUND("ContactNotFoundException", 410),
    REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLargeException", 413),
    THROTTLING("ThrottlingException", 429),
    TOO_MANY_REQUESTS("TooManyRequestsException", 429),
    LIMIT_EXCEEDED("LimitExceededException", 429),
    INTERNAL_SERVICE("InternalServiceException", 500),
    INTERNAL_SERVER("InternalServerException", 500),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503);

    private final String shape;
    private final int status;

    ErrorType(String shape, int status) {
        this.shape = shape;
        this.status = status;
    }

    /** The name in {@code X-Amzn-Errortype}. */
    public String shape() {
        return shape;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
