package dev.contactsimulator.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a number of HTTP/1.1 connections busy: on each the next request goes out when the last one is answered. One thread
 * and one selector, so that the machine's cores are left to the servers under test. Every request is waited for, also
 * after the time is over: what is counted is all that was sent.
 */
final class HttpLoad {

    /** Writes the next request of a connection. */
    interface Requests {
        void next(int connection, ByteBuffer into);
    }

    /**
     * What came of it.
     *
     * @param answered 2xx responses; any other response ends the load with an exception
     */
    record Result(long answered, Duration took, Latencies latencies) {

        double rate() {
            return answered * 1e9 / took.toNanos();
        }
    }

    private final Selector selector;
    private final Requests requests;
    private final Latencies latencies = new Latencies();
    private final long end;
    private final long most;
    private long sent;
    private int busy;

    private HttpLoad(Selector selector, Requests requests, long end, long most) {
        this.selector = selector;
        this.requests = requests;
        this.end = end;
        this.most = most;
    }

    /** Sends for a time. */
    static Result run(URI server, int connections, Duration duration, Requests requests) throws IOException {
        return run(server, connections, duration, Long.MAX_VALUE, requests);
    }

    /** Sends a number of requests. */
    static Result send(URI server, int connections, long most, Requests requests) throws IOException {
        return run(server, (int) Math.min(connections, most), Duration.ofHours(1), most, requests);
    }

    private static Result run(URI server, int connections, Duration duration, long most, Requests requests)
            throws IOException {
        try (Selector selector = Selector.open()) {
            List<Connection> open = new ArrayList<>();
            try {
                for (int i = 0; i < connections; i++) open.add(new Connection(i, server, selector));
                long start = System.nanoTime();
                HttpLoad load = new HttpLoad(selector, requests, start + duration.toNanos(), most);
                load.drive(open);
                return new Result(load.latencies.count(), Duration.ofNanos(System.nanoTime() - start), load.latencies);
            } finally {
                for (Connection connection : open) connection.channel.close();
            }
        }
    }

    private void drive(List<Connection> connections) throws IOException {
        for (Connection connection : connections) send(connection);
        busy = connections.size();
        while (busy > 0) {
            if (selector.select(this::readable, 30_000) == 0) throw new IOException("no response for 30 s");
        }
    }

    private void readable(SelectionKey key) {
        try {
            Connection connection = (Connection) key.attachment();
            if (!connection.answered()) return;
            long now = System.nanoTime();
            latencies.add(now - connection.sentAt);
            if (now < end && sent < most) send(connection);
            else busy--;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(Connection connection) throws IOException {
        sent++;
        connection.request.clear();
        requests.next(connection.number, connection.request);
        connection.request.flip();
        connection.sentAt = System.nanoTime();
        while (connection.request.hasRemaining()) connection.channel.write(connection.request);
    }

    private static final class Connection {

        private static final byte[] LENGTH = "content-length:".getBytes(ISO_8859_1);
        private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(ISO_8859_1);

        private final int number;
        private final SocketChannel channel;
        private final ByteBuffer request = ByteBuffer.allocateDirect(16 * 1024);
        private final ByteBuffer received = ByteBuffer.allocateDirect(64 * 1024);
        private final byte[] response = new byte[512 * 1024];
        private int length;
        private long sentAt;

        Connection(int number, URI server, Selector selector) throws IOException {
            this.number = number;
            channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        /** Reads what is there; @return whether the response is complete */
        boolean answered() throws IOException {
            received.clear();
            int read = channel.read(received);
            if (read < 0) throw new EOFException("the server has closed the connection: " + soFar());
            received.flip().get(response, length, read);
            length += read;
            if (!complete()) return false;
            if (response[9] != '2') throw new IOException("not a success: " + soFar());
            length = 0;
            return true;
        }

        private boolean complete() {
            int headers = endOfHeaders();
            if (headers < 0) return false;
            int contentLength = contentLength(headers);
            return contentLength < 0 ? endsWithLastChunk() : length >= headers + contentLength;
        }

        private int endOfHeaders() {
            for (int i = 3; i < length; i++) {
                if (response[i] == '\n' && response[i - 1] == '\r' && response[i - 2] == '\n') return i + 1;
            }
            return -1;
        }

        /** -1 without one: then the response comes in chunks. */
        private int contentLength(int headers) {
            for (int i = 0; i < headers - LENGTH.length; i++) {
                if (response[i] == '\n' && isAt(i + 1, LENGTH)) return number(i + 1 + LENGTH.length);
            }
            return -1;
        }

        private boolean isAt(int at, byte[] name) {
            for (int i = 0; i < name.length; i++) {
                int letter = response[at + i];
                if (letter >= 'A' && letter <= 'Z') letter += 'a' - 'A';
                if (letter != name[i]) return false;
            }
            return true;
        }

        private int number(int at) {
            int number = 0;
            for (int i = at; response[i] != '\r'; i++) {
                if (response[i] != ' ') number = number * 10 + response[i] - '0';
            }
            return number;
        }

        private boolean endsWithLastChunk() {
            return length >= LAST_CHUNK.length && isAt(length - LAST_CHUNK.length, LAST_CHUNK);
        }

        private String soFar() {
            return new String(response, 0, Math.min(length, 500), ISO_8859_1);
        }
    }
}
