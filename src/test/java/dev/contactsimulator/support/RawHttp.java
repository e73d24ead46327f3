package dev.contactsimulator.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;

/** One connection on which a test sends arbitrary bytes and reads strictly parsed HTTP/1.1 responses. */
public final class RawHttp implements AutoCloseable {

    /** @param headers by lower-case name; the last of several with one name */
    public record Response(int status, Map<String, String> headers, byte[] body) {

        public String text() {
            return new String(body, UTF_8);
        }

        /** A header, or the empty text. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public boolean closes() {
            return header("connection").equalsIgnoreCase("close");
        }
    }

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public RawHttp(int port) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        in = new BufferedInputStream(socket.getInputStream(), 8192);
        out = socket.getOutputStream();
    }

    /** Sends bytes, one per character, on a connection of their own and reads the response. */
    public static Response exchange(int port, String request) throws IOException {
        return exchange(port, request.getBytes(ISO_8859_1));
    }

    public static Response exchange(int port, byte[] request) throws IOException {
        try (RawHttp connection = new RawHttp(port)) {
            connection.send(request);
            return connection.receive();
        }
    }

    /** A request with a body, its length announced. */
    public static byte[] request(String method, String target, Map<String, String> headers, byte[] body) {
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length);
        bytes.writeBytes(head.toString().getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    public static byte[] post(String target, String json) {
        return request("POST", target, Map.of("Content-Type", "application/json"), json.getBytes(UTF_8));
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Says that nothing more will be sent. */
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** @throws EOFException if the server closes the connection without a response */
    public Response receive() throws IOException {
        String statusLine = line();
        int status = Integer.parseInt(statusLine.substring(9, 12));
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(),
                    line.substring(colon + 1).trim());
        }
        if (status == 100) return receive();
        String length = headers.get("content-length");
        if (length != null) return new Response(status, headers, in.readNBytes(Integer.parseInt(length)));
        if ("chunked".equals(headers.get("transfer-encoding"))) return new Response(status, headers, chunks());
        boolean empty = status == 204 || status == 304;
        return new Response(status, headers, empty ? new byte[0] : in.readAllBytes());
    }

    /** All bytes until the server closes the connection. */
    public byte[] rest() throws IOException {
        return in.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            bytes.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return bytes.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new EOFException("the server closed the connection");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
