package dev.contactsimulator.aws.protocol;

import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The address that URLs in responses have.
 *
 * @param publicUrl where clients reach the simulator, behind a TLS proxy or a mapped port for example (none: the Host
 *     header of each request says it); http or https, host and port, without a path
 */
@ConfigurationProperties("simulator")
public record PublicUrl(@Nullable URI publicUrl) {

    public PublicUrl {
        if (publicUrl != null && !isBase(publicUrl)) {
            throw new IllegalArgumentException(
                    "simulator.public-url must be http or https, a host and at most a port: https://connect.example:8443");
        }
    }

    private static boolean isBase(URI url) {
        return url.getScheme() != null
                && Set.of("http", "https").contains(url.getScheme())
                && url.getHost() != null
                && Set.of("", "/").contains(url.getRawPath())
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null;
    }

    /** @param requested what the request's Host header says */
    public URI orElse(URI requested) {
        return Objects.requireNonNullElse(publicUrl, requested);
    }
}
