package dev.contactsimulator.aws.protocol;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests are received.
 *
 * @param maxRequestBytes the largest body of a request, in bytes (1 MiB); larger ones are answered with 413
 */
@ConfigurationProperties("simulator.http")
public record HttpSettings(@DefaultValue("1048576") int maxRequestBytes) {

    public HttpSettings {
        if (maxRequestBytes < 1 || maxRequestBytes > 1 << 30) {
            throw new IllegalArgumentException("simulator.http.max-request-bytes must be between 1 and 1073741824");
        }
    }
}
