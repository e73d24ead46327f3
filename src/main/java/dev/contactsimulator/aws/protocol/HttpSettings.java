package dev.contactsimulator.aws.protocol;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests are received.
 *
 * @param maxRequestBytes the largest body of a request, in bytes (1 MiB); larger ones get 413
 * @param hosts names besides the loopback ones under which web browsers may reach the simulator (none); other clients may
 *     use any name
 */
@ConfigurationProperties("simulator.http")
public record HttpSettings(
        @DefaultValue("1048576") int maxRequestBytes,
        @DefaultValue Set<String> hosts) {

    public HttpSettings {
        if (maxRequestBytes < 1 || maxRequestBytes > 1 << 30) {
            throw new IllegalArgumentException("simulator.http.max-request-bytes must be between 1 and 1073741824");
        }
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
