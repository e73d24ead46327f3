package dev.contactsimulator.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An endpoint of SNS that fails when a test says so. */
public final class FakeSns implements AutoCloseable {

    private static final Pattern MESSAGE = Pattern.compile("(?:^|&)Message=([^&]*)");

    private static final String PUBLISHED = """
            <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
              <PublishResult><MessageId>11111111-2222-4333-8444-555555555555</MessageId></PublishResult>
              <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
            </PublishResponse>
            """;

    private static final String FAILED = """
            <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
              <Error><Type>Receiver</Type><Code>InternalError</Code><Message>down</Message></Error>
              <RequestId>r</RequestId>
            </ErrorResponse>
            """;

    private final HttpServer server;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    public FakeSns() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void fails(boolean now) {
        failing = now;
    }

    /** The messages that were published, in the order in which they arrived. */
    public List<String> messages() {
        return messages;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Matcher message = MESSAGE.matcher(body);
        boolean fail = failing;
        if (!fail && message.find()) messages.add(URLDecoder.decode(message.group(1), UTF_8));
        byte[] response = (fail ? FAILED : PUBLISHED).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(fail ? 500 : 200, response.length);
        try (var out = exchange.getResponseBody()) {
            out.write(response);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
