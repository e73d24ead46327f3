package dev.contactsimulator.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the nodes and PostgreSQL, and drops their connections: it closes them, or forwards nothing any more. */
final class DroppingProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final int target;
    private final Set<Forwarding> open = ConcurrentHashMap.newKeySet();

    DroppingProxy(int target) throws IOException {
        this.target = target;
        Thread.ofPlatform().daemon().name("proxy").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            Forwarding forwarding = new Forwarding(client, new Socket(InetAddress.getLoopbackAddress(), target));
            open.add(forwarding);
            Thread.ofVirtual().start(forwarding::toServer);
            Thread.ofVirtual().start(forwarding::toClient);
        } catch (IOException serverIsDown) {
            close(client);
        }
    }

    /** Ends all connections of now, as a firewall that is restarted. */
    void closeAll() {
        open.forEach(Forwarding::end);
    }

    /** Forwards nothing more on the connections of now and closes none, as a lost route. */
    void dropAll() {
        open.forEach(Forwarding::drop);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closeAll();
    }

    private final class Forwarding {

        private final Socket client;
        private final Socket server;
        private volatile boolean dropped;

        Forwarding(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void toServer() {
            copy(client, server);
        }

        void toClient() {
            copy(server, client);
        }

        private void copy(Socket from, Socket to) {
            byte[] bytes = new byte[16 * 1024];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (!dropped) out.write(bytes, 0, read);
                }
            } catch (IOException ended) {
                // By one of the two, or by us.
            }
            // A dropped connection ends when the node gives it up, and not before.
            if (!dropped || from == client) end();
        }

        void drop() {
            dropped = true;
        }

        void end() {
            open.remove(this);
            DroppingProxy.close(client);
            DroppingProxy.close(server);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            return;
        }
    }
}
