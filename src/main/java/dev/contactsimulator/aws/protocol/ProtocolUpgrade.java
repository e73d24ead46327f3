package dev.contactsimulator.aws.protocol;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A path at which a connection changes to another protocol (RFC 9110, section 7.8). Every bean of this type is served. A
 * request without an {@code Upgrade} header is answered as one to a path without a route.
 */
public interface ProtocolUpgrade {

    String path();

    /**
     * Called for a request that no foreign web page has sent.
     *
     * @throws AwsException if it is refused
     */
    void upgrade(HttpServletRequest request, HttpServletResponse response, String requestId) throws IOException;
}
