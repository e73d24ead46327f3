package dev.contactsimulator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of a PostgreSQL and can fall silent: connections stay open and carry nothing any more, as when the server
 * hangs or a network drops them without a word.
 */
public final class SilentProxy implements AutoCloseable {

    private static final int BUFFER = 16 << 10;

    private final TestPostgres.@Nullable Database target;
    private final URI targetAddress;
    private final ServerSocket server;
    private final List<Tunnel> tunnels = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    public SilentProxy(TestPostgres.Database target) throws IOException {
        this(target, URI.create(target.url().substring("jdbc:".length())));
    }

    /** Before anything else that listens on a port. */
    public SilentProxy(URI target) throws IOException {
        this(null, target);
    }

    private SilentProxy(TestPostgres.@Nullable Database target, URI address) throws IOException {
        this.target = target;
        this.targetAddress = address;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The database, as it is reached through the proxy. */
    public TestPostgres.Database database() {
        String url = "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + targetAddress.getPath();
        return new TestPostgres.Database(url, target.username(), target.password());
    }

    public int port() {
        return server.getLocalPort();
    }

    /** From now on no connection carries anything, neither those that are open nor new ones. */
    public void fallSilent() {
        silent = true;
        tunnels.forEach(tunnel -> tunnel.silent = true);
    }

    /** New connections work again; those of before stay silent, as after a fail-over. */
    public void serveNewConnections() {
        silent = false;
    }

    private void accept() {
        while (true) {
            try {
                Tunnel tunnel = new Tunnel(server.accept());
                tunnels.add(tunnel);
                tunnel.silent = silent;
                if (!silent) tunnel.open(targetAddress);
            } catch (IOException e) {
                if (server.isClosed()) return;
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Tunnel tunnel : tunnels) tunnel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Tunnel {

        private final Socket client;
        private final Socket server = new Socket();
        private volatile boolean silent;

        Tunnel(Socket client) {
            this.client = client;
        }

        void open(URI target) throws IOException {
            server.connect(new InetSocketAddress(target.getHost(), target.getPort()));
            Thread.ofVirtual().start(() -> copy(client, server));
            Thread.ofVirtual().start(() -> copy(server, client));
        }

        private void copy(Socket from, Socket to) {
            byte[] buffer = new byte[BUFFER];
            try {
                int read = from.getInputStream().read(buffer);
                while (read >= 0 && !silent) {
                    to.getOutputStream().write(buffer, 0, read);
                    read = from.getInputStream().read(buffer);
                }
                if (!silent) close();
            } catch (IOException e) {
                // one side has closed the connection
            }
        }

        void close() throws IOException {
            client.close();
            server.close();
        }
    }
}
