package dev.contactsimulator.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user's web server that notes what is posted to it, and fails when a test says so. */
final class Receiver implements AutoCloseable {

    record Post(String body, String timestamp, String signature, String delivery) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    private final HttpServer server;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile int failures;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    void failsNext(int times) {
        failures = times;
    }

    List<Post> posts() {
        return posts;
    }

    List<Post> postsOf(String contact) {
        return posts.stream().filter(post -> post.body().contains(contact)).toList();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        boolean fails = failures > 0;
        if (fails) failures--;
        else
            posts.add(new Post(
                    body,
                    exchange.getRequestHeaders().getFirst("X-Simulator-Timestamp"),
                    exchange.getRequestHeaders().getFirst("X-Simulator-Signature"),
                    exchange.getRequestHeaders().getFirst("X-Simulator-Delivery")));
        exchange.sendResponseHeaders(fails ? 503 : 204, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
