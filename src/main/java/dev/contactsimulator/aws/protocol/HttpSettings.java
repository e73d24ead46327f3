package dev.contactsimulator.aws.protocol;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How requests are received.
 *
 * @param maxRequestBytes the largest body of a request, in bytes (1 MiB); larger ones get 413
 * @param bodyTimeout how long a body may take to arrive (20 s); later ones get 408
 * @param requestMemory what the bodies of all requests in progress and what is decoded from them may take together (an
 *     eighth of the largest heap); requests beyond it get 503. Room for one of the largest requests is always added
 * @param maxConnections the most connections at a time (as many as take a third of the largest heap, 8,192 at most);
 *     further ones wait
 * @param hosts names besides the loopback ones under which web browsers may reach the simulator (none); other clients may
 *     use any name
 */
@ConfigurationProperties("simulator.http")
public record HttpSettings(
        @DefaultValue("1048576") int maxRequestBytes,
        @DefaultValue("20s") Duration bodyTimeout,
        @Nullable DataSize requestMemory,
        @Nullable Integer maxConnections,
        @DefaultValue Set<String> hosts) {

    /** What Tomcat keeps for a connection with a request, the largest part for its headers. */
    private static final int CONNECTION_BYTES = 80 << 10;

    private static final int MAX_CONNECTIONS = 8_192;

    public HttpSettings {
        if (maxRequestBytes < 1 || maxRequestBytes > 1 << 30) {
            throw new IllegalArgumentException("simulator.http.max-request-bytes must be between 1 and 1073741824");
        }
        if (!bodyTimeout.isPositive()) {
            throw new IllegalArgumentException("simulator.http.body-timeout must be positive");
        }
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** In bytes. A body takes about three times its length: itself, and the texts decoded from it. */
    long memoryBytes() {
        long shared = requestMemory == null ? Runtime.getRuntime().maxMemory() / 8 : requestMemory.toBytes();
        return shared + 4L * maxRequestBytes;
    }

    int connections() {
        long fitting = Runtime.getRuntime().maxMemory() / 3 / CONNECTION_BYTES;
        return Objects.requireNonNullElseGet(maxConnections, () -> (int) Math.min(fitting, MAX_CONNECTIONS));
    }
}
