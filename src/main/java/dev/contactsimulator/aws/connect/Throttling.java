package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.Api;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.CallLimit;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Route;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Refuses calls beyond a quota, each operation by itself. A node counts its own calls. The simulator's own routes have no
 * quota.
 */
final class Throttling implements CallLimit {

    private final Map<String, TokenBucket> buckets = new HashMap<>();

    /**
     * @param routes of all operations that are served
     * @param settings other quotas than AWS's
     * @param nanoTime monotonic real time, as {@link System#nanoTime}
     * @throws IllegalArgumentException if a setting has the name of no operation
     */
    Throttling(Collection<Route> routes, ThrottlingSettings settings, LongSupplier nanoTime) {
        Map<String, String> others = new HashMap<>(settings.operations());
        for (Route route : routes) {
            if (route.api() == Api.SIMULATOR) continue;
            String other = removeAnyCase(others, route.operation());
            CallQuota quota = other == null
                    ? CallQuota.OF_OPERATIONS.getOrDefault(route.operation(), CallQuota.DEFAULT)
                    : CallQuota.parse(other);
            buckets.put(route.operation(), new TokenBucket(quota, nanoTime));
        }
        others.keySet().stream().sorted().findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException("simulator.throttling.operations." + unknown
                    + " is not the name of an operation that is simulated, such as SendChatIntegrationEvent");
        });
    }

    /** In the environment, names of settings have no case. */
    private static @Nullable String removeAnyCase(Map<String, String> values, String name) {
        for (String each : values.keySet()) {
            if (each.equalsIgnoreCase(name)) return values.remove(each);
        }
        return null;
    }

    @Override
    public void require(Route route) {
        TokenBucket bucket = buckets.get(route.operation());
        if (bucket != null && !bucket.take()) throw new AwsException(errorOf(route), "Rate exceeded.");
    }

    /** The guide names another error for one operation than the service model. */
    private static ErrorType errorOf(Route route) {
        return route.operation().equals("StartChatContact") ? ErrorType.TOO_MANY_REQUESTS : ErrorType.THROTTLING;
    }
}
