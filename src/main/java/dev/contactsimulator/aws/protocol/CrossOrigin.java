package dev.contactsimulator.aws.protocol;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose web pages, besides the simulator's own, may use the Participant Service: its routes and its WebSockets (Fetch,
 * "CORS protocol"). No other route is open to them.
 *
 * @param corsOrigins their origins, such as {@code https://shop.example} (none)
 */
@ConfigurationProperties("simulator.http")
public record CrossOrigin(@DefaultValue Set<String> corsOrigins) {

    private static final String PATHS = "/participant/";
    private static final String METHODS = "GET, POST, PUT";

    /** What the official client library and the AWS SDK for JavaScript send in a browser. */
    private static final String HEADERS = "amz-sdk-invocation-id, amz-sdk-request, authorization, content-type,"
            + " x-amz-bearer, x-amz-content-sha256, x-amz-date, x-amz-security-token, x-amz-user-agent";

    private static final String EXPOSED_HEADERS = "x-amzn-ErrorType, x-amzn-RequestId";

    /** How long a browser may keep the answer to a preflight request, in seconds. */
    private static final String MAX_AGE = "600";

    public CrossOrigin {
        corsOrigins = corsOrigins.stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        if (!corsOrigins.stream().allMatch(CrossOrigin::isOrigin)) {
            throw new IllegalArgumentException(
                    "simulator.http.cors-origins must be origins: http or https, a host and at most a port, such as"
                            + " https://shop.example");
        }
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && text.equals(uri.getScheme() + "://" + uri.getAuthority())
                    && Set.of("http", "https").contains(uri.getScheme())
                    && uri.getUserInfo() == null;
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    /** Whether a page that may do so has sent the request. */
    boolean allows(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null
                && corsOrigins.contains(origin.toLowerCase(Locale.ROOT))
                && request.getRequestURI().startsWith(PATHS);
    }

    /** Whether a browser asks what a page may send. The request itself then follows. */
    static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Lets the page that has sent an allowed request read the response. */
    static void open(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
        response.setHeader("Access-Control-Expose-Headers", EXPOSED_HEADERS);
        response.setHeader("Vary", "Origin");
    }

    /** Responds to a preflight request that is allowed. */
    static void respond(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        response.setHeader("Access-Control-Allow-Headers", HEADERS);
        response.setHeader("Access-Control-Max-Age", MAX_AGE);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
