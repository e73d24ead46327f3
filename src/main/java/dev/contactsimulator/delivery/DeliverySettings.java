package dev.contactsimulator.delivery;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
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
 * @param sns where the items of chats are published
 * @param webhook where the items of chats are posted
 * @param sms where the messages to phones are posted
 * @param contactEvents where contact events are put
 * @param records where contact records and transcripts are written
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
        @DefaultValue Sns sns,
        @DefaultValue Webhook webhook,
        @DefaultValue SmsPost sms,
        @DefaultValue ContactEvents contactEvents,
        @DefaultValue Records records) {

    /** @param endpoint the URL of Amazon SNS or of an emulator (none: the ledger alone has the items) */
    public record Sns(@Nullable URI endpoint) {

        public Sns {
            requireUrl("simulator.delivery.sns.endpoint", endpoint);
        }
    }

    /**
     * @param url to which the items of all chats are posted (none)
     * @param secret with which they are signed; needed if there is a URL
     */
    public record Webhook(@Nullable URI url, @Nullable String secret) {

        public Webhook {
            requireUrl("simulator.delivery.webhook.url", url);
            if (url != null && (secret == null || secret.isBlank())) {
                throw new IllegalArgumentException(
                        "simulator.delivery.webhook.url needs simulator.delivery.webhook.secret");
            }
        }
    }

    /** @param url to which what a phone would show is posted (none: the ledger alone has it) */
    public record SmsPost(@Nullable URI url) {

        public SmsPost {
            requireUrl("simulator.delivery.sms.url", url);
        }
    }

    /**
     * @param endpoint the URL of Amazon EventBridge or of an emulator (none: the ledger alone has the events)
     * @param bus the name of the event bus (default)
     */
    public record ContactEvents(
            @Nullable URI endpoint, @DefaultValue("default") String bus) {

        public ContactEvents {
            requireUrl("simulator.delivery.contact-events.endpoint", endpoint);
            if (bus.isBlank()) {
                throw new IllegalArgumentException("simulator.delivery.contact-events.bus must not be empty");
            }
        }
    }

    /**
     * @param directory in which the files are written (none: the ledger alone names them)
     * @param s3Endpoint the URL of Amazon S3 or of an emulator, instead of a directory (none)
     * @param bucket the name of the bucket there; needed if there is an endpoint
     * @param instanceAlias the alias of the instance, a part of the names (simulator)
     */
    public record Records(
            @Nullable Path directory,
            @Nullable URI s3Endpoint,
            @Nullable String bucket,
            @DefaultValue("simulator") String instanceAlias) {

        private static final Pattern ALIAS = Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]{0,44}");

        public Records {
            requireUrl("simulator.delivery.records.s3-endpoint", s3Endpoint);
            if (directory != null && s3Endpoint != null) {
                throw new IllegalArgumentException(
                        "simulator.delivery.records.directory and simulator.delivery.records.s3-endpoint exclude each other");
            }
            if (s3Endpoint != null && (bucket == null || bucket.isBlank())) {
                throw new IllegalArgumentException(
                        "simulator.delivery.records.s3-endpoint needs simulator.delivery.records.bucket");
            }
            if (!ALIAS.matcher(instanceAlias).matches()) {
                throw new IllegalArgumentException(
                        "simulator.delivery.records.instance-alias must have 1 to 45 letters, digits and hyphens");
            }
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
