package dev.contactsimulator.aws.protocol;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns exceptions into AWS errors. Those of the simulator itself reveal no internals, and SDKs retry them. */
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private final List<ErrorMapping> mappings;

    Failures(Collection<ErrorMapping> mappings) {
        this.mappings = List.copyOf(mappings);
    }

    AwsException errorFor(RuntimeException failure, @Nullable Route route, String requestId) {
        if (failure instanceof AwsException error) return error;
        if (route == null) throw failure;
        Optional<AwsException> mapped = mappings.stream()
                .flatMap(each -> each.errorFor(failure, route).stream())
                .findFirst();
        if (mapped.isEmpty()) {
            log.error("event=request-failed requestId={} operation={}", requestId, route.operation(), failure);
            return new AwsException(route.api().internalError(), "The simulator failed; its log says why.");
        }
        if (mapped.get().type().status() >= 500) {
            log.warn("event=request-postponed requestId={} operation={}", requestId, route.operation(), failure);
        }
        return mapped.get();
    }
}
