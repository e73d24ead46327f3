package dev.contactsimulator.aws;

import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;

/** What is answered when the simulator itself fails: nothing that tells about its inside, and SDKs try again. */
final class Failures {

    static AwsException toAnswer(RuntimeException failure, Route route, String requestId, Logger log) {
        if (passes(failure)) {
            log.warn("event=request-postponed requestId={} operation={}", requestId, route.operation(), failure);
            return new AwsException(ErrorType.SERVICE_UNAVAILABLE, "The request cannot be handled now. Try again.");
        }
        log.error("event=request-failed requestId={} operation={}", requestId, route.operation(), failure);
        return new AwsException(route.api().internalError(), "The simulator failed; its log says why.");
    }

    /** Whether the same request may well succeed in a moment. */
    private static boolean passes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof TimeoutException) return true;
        }
        return false;
    }

    private Failures() {}
}
