package dev.contactsimulator.aws.protocol;

import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered when the simulator itself fails: nothing that tells about its inside, and so that SDKs try again. */
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private final Predicate<Throwable> passing;

    /** @param passing says of which failures, or causes of them, the same request may well succeed in a moment */
    Failures(Predicate<Throwable> passing) {
        this.passing = passing;
    }

    AwsException toAnswer(RuntimeException failure, Route route, String requestId) {
        if (passes(failure)) {
            log.warn("event=request-postponed requestId={} operation={}", requestId, route.operation(), failure);
            return new AwsException(ErrorType.SERVICE_UNAVAILABLE, "The request cannot be handled now. Try again.");
        }
        log.error("event=request-failed requestId={} operation={}", requestId, route.operation(), failure);
        return new AwsException(route.api().internalError(), "The simulator failed; its log says why.");
    }

    private boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (passing.test(cause)) return true;
        }
        return false;
    }
}
