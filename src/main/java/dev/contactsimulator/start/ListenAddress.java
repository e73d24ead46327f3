package dev.contactsimulator.start;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Where the program listens, as {@code server.address} and {@code server.port} say.
 *
 * @param host null for all addresses of this machine
 * @param port 0 for any free one
 */
record ListenAddress(@Nullable InetAddress host, int port) {

    static ListenAddress of(Environment environment) {
        Binder settings = Binder.get(environment);
        return new ListenAddress(
                settings.bind("server.address", InetAddress.class).orElse(null),
                settings.bind("server.port", Integer.class).orElse(8080));
    }

    /** @throws PortUnavailable if the program cannot listen here, because another one does for example */
    void requireFree() {
        if (port <= 0) return;
        try (var socket = new ServerSocket(port, 1, host)) {
            assert socket.isBound();
        } catch (IOException unavailable) {
            throw new PortUnavailable(this, unavailable);
        }
    }

    /** A URL that reaches this address from this machine. */
    String url(String actualPort) {
        return "http://" + (isAny() ? "127.0.0.1" : text()) + ":" + actualPort;
    }

    private boolean isAny() {
        return host == null || host.isAnyLocalAddress();
    }

    private String text() {
        if (host == null) return "*";
        return host instanceof Inet6Address ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
    }

    @Override
    public String toString() {
        return text() + ":" + port;
    }
}
