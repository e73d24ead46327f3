package dev.contactsimulator.delivery;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is delivered where, and how.
 *
 * @param retention how long the ledger has the rows of deliveries that failed or were changed by hand (7 days)
 * @param maxAttempts after how many failed attempts a delivery is parked (10)
 * @param firstRetry how long after the first failed attempt the next one is made; after each further one twice as long (500 ms)
 * @param longestRetry the longest time between two attempts (1 minute)
 * @param timeout how long an attempt may take (10 s)
 * @param parallel how many deliveries are made to one target at the same time, each for another contact (16)
 * @param accessKeyId for requests to endpoints of AWS (a dummy)
 * @param secretAccessKey for requests to endpoints of AWS (a dummy)
 * @param sns the endpoint of Amazon SNS
 */
@ConfigurationProperties("simulator.delivery")
public record DeliverySettings(
        @DefaultValue("7d") Duration retention,
        @DefaultValue("10") int maxAttempts,
        @DefaultValue("500ms") Duration firstRetry,
        @DefaultValue("1m") Duration longestRetry,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("16") int parallel,
        @DefaultValue("simulator") String accessKeyId,
        @DefaultValue("simulator") String secretAccessKey,
        @DefaultValue Sns sns) {

    /** @param endpoint a URL to which the items of chats are published (none: the ledger alone has them) */
    public record Sns(@Nullable URI endpoint) {

        public Sns {
            requireUrl("simulator.delivery.sns.endpoint", endpoint);
        }
    }

    public DeliverySettings {
        requirePositive("retention", retention);
        requirePositive("first-retry", firstRetry);
        requirePositive("longest-retry", longestRetry);
        requirePositive("timeout", timeout);
        requireAtLeastOne("max-attempts", maxAttempts);
        requireAtLeastOne("parallel", parallel);
        if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
            throw new IllegalArgumentException(
                    "simulator.delivery.access-key-id and simulator.delivery.secret-access-key must not be empty");
        }
    }

    Retries retries() {
        return new Retries(maxAttempts, firstRetry, longestRetry);
    }

    private static void requirePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("simulator.delivery." + name + " must be a positive duration");
        }
    }

    private static void requireAtLeastOne(String name, int number) {
        if (number < 1) throw new IllegalArgumentException("simulator.delivery." + name + " must be at least 1");
    }

    static void requireUrl(String name, @Nullable URI url) {
        if (url == null) return;
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException(name + " must be a URL such as http://127.0.0.1:5000");
        }
    }
}
