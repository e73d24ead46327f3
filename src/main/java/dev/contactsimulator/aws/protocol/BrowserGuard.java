package dev.contactsimulator.aws.protocol;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a foreign web page can make a browser send: a page can post to a loopback address without asking, and a
 * name that its owner points at the loopback address passes for the simulator's own (DNS rebinding). Browsers say where a
 * request comes from ({@code Origin}; {@code Sec-Fetch-Site}, Fetch Metadata); SDKs and the AWS CLI send neither header,
 * and are never refused.
 */
final class BrowserGuard {

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    /** Names of this machine, as a Host header has them. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> hosts;
    private final CrossOrigin others;

    /**
     * @param hosts further names under which browsers may reach the simulator, in lower case
     * @param others what pages of other origins may do
     */
    BrowserGuard(Set<String> hosts, CrossOrigin others) {
        this.hosts = hosts;
        this.others = others;
    }

    /** @throws AwsException (AccessDeniedException) if a browser sent the request for a page that may not send it */
    void requireAllowedPage(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        String site = request.getHeader("Sec-Fetch-Site");
        boolean browser = origin != null || site != null || request.getHeader("Sec-Fetch-Mode") != null;
        if (!browser) return;
        String host = request.getHeader("Host");
        if (host == null || !isOurs(host)) {
            throw refused("This host name is not one of the simulator's: simulator.http.hosts lists more.");
        }
        if (others.allows(request)) return;
        if (origin != null && !isOrigin(origin, host) || site != null && !OWN_SITES.contains(site)) {
            throw refused("A web page of another origin may not send requests to the simulator:"
                    + " simulator.http.cors-origins lists those that may use the Participant Service.");
        }
    }

    private boolean isOurs(String host) {
        String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name) || hosts.contains(name);
    }

    private static boolean isOrigin(String origin, String host) {
        return host.equalsIgnoreCase(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getAuthority();
        } catch (IllegalArgumentException notAUri) {
            return null;
        }
    }

    private static AwsException refused(String message) {
        return new AwsException(ErrorType.ACCESS_DENIED, message);
    }
}
