package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.Api;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorMapping;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.database.TransientFailures;
import dev.contactsimulator.eventlog.EventLogUnavailable;
import dev.contactsimulator.eventlog.FollowerBehind;
import dev.contactsimulator.view.InvalidPageToken;
import dev.contactsimulator.view.SearchesBusy;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The AWS errors for the exceptions of the domain, and for failures after which a client should try again. */
@Component
final class ConnectErrorMapping implements ErrorMapping {

    @Override
    public Optional<AwsException> errorFor(RuntimeException failure, Route route) {
        if (failure instanceof ContactRejection rejection) {
            return Optional.of(
                    new AwsException(typeOf(rejection, route), Objects.requireNonNull(rejection.getMessage())));
        }
        if (failure instanceof InvalidPageToken) return Optional.of(ConnectErrors.invalidNextToken());
        if (failure instanceof SearchesBusy) {
            return Optional.of(new AwsException(ErrorType.THROTTLING, "Too many searches are running. Try again."));
        }
        return isTransient(failure)
                ? Optional.of(new AwsException(
                        ErrorType.SERVICE_UNAVAILABLE, "The request cannot be handled now. Try again."))
                : Optional.empty();
    }

    private static ErrorType typeOf(ContactRejection rejection, Route route) {
        return switch (rejection.kind()) {
            case INVALID_VALUE -> route.invalidValue();
            case INVALID_STATE -> route.api() == Api.PARTICIPANT ? ErrorType.VALIDATION : ErrorType.INVALID_REQUEST;
            case ACCESS_DENIED -> ErrorType.ACCESS_DENIED;
            case NOT_FOUND -> ErrorType.RESOURCE_NOT_FOUND;
            case CONFLICT -> ErrorType.CONFLICT;
            case QUOTA_EXCEEDED -> ErrorType.SERVICE_QUOTA_EXCEEDED;
            case LIMIT_EXCEEDED -> ErrorType.LIMIT_EXCEEDED;
        };
    }

    /** Whether a retry of the same request may succeed. The reason may be wrapped. */
    private static boolean isTransient(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EventLogUnavailable || cause instanceof FollowerBehind) return true;
            if (TransientFailures.isTransient(cause)) return true;
        }
        return false;
    }
}
