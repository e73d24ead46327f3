package dev.contactsimulator.aws.participant;

import dev.contactsimulator.aws.protocol.AwsRequest;
import java.net.URI;
import java.util.regex.Pattern;

/** How a client reaches the simulator, for the URLs that it is given: {@code http://localhost:8080}. */
final class RequestOrigin {

    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?");

    /** A proxy that ends TLS says so (RFC 7239 has another header, which fewer of them send). */
    static URI of(AwsRequest request) {
        String scheme = "https".equals(request.header("X-Forwarded-Proto")) ? "https" : "http";
        String host = request.header("Host");
        return host != null && HOST.matcher(host).matches()
                ? URI.create(scheme + "://" + host)
                : URI.create(scheme + "://127.0.0.1");
    }

    private RequestOrigin() {}
}
