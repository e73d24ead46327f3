package dev.contactsimulator.delivery.websocket;

import static org.awaitility.Awaitility.await;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.support.RunningSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a WebSocket: the JDK's, with what it has received. It answers pings while it reads. */
final class Listener implements WebSocket.Listener, AutoCloseable {

    static final String SUBSCRIBE = "{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":[\"aws/chat\"]}}";

    private static final HttpClient http = HttpClient.newHttpClient();
    private static final JsonMapper json = new JsonMapper();

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final boolean reads;
    private StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    private Listener(boolean reads) {
        this.reads = reads;
    }

    static URI url(RunningSimulator simulator, ContactId contact, ParticipantId participant) {
        Clock clock = simulator.bean(Clock.class);
        return URI.create(simulator
                .bean(WebSocketUrls.class)
                .of(contact, participant, simulator.baseUrl(), clock.instant())
                .url());
    }

    static Listener connect(URI url) {
        return connect(url, new Listener(true));
    }

    /** It never reads. */
    static Listener connectDeaf(URI url) {
        return connect(url, new Listener(false));
    }

    private static Listener connect(URI url, Listener listener) {
        listener.socket = http.newWebSocketBuilder().buildAsync(url, listener).join();
        return listener;
    }

    /** The status of a handshake that is refused. */
    static int refusal(URI url, String... headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) builder.header(headers[i], headers[i + 1]);
        try {
            builder.buildAsync(url, new Listener(true)).join().abort();
            return 101;
        } catch (CompletionException failure) {
            return ((WebSocketHandshakeException) failure.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    Listener subscribe() {
        send(SUBSCRIBE);
        await("the response to a subscription").until(() -> frames.stream().anyMatch(this::isSubscription));
        return this;
    }

    private boolean isSubscription(String frame) {
        return frame.equals(
                "{\"topic\":\"aws/subscribe\",\"content\":{\"status\":\"success\",\"topics\":[\"aws/chat\"]}}");
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** A close frame, to which the server responds. */
    void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    List<String> frames() {
        return frames;
    }

    /** The items received so far, each of them JSON within JSON. */
    List<JsonNode> items() {
        return frames.stream()
                .map(json::readTree)
                .filter(frame -> frame.path("topic").asString("").equals("aws/chat"))
                .map(frame -> json.readTree(frame.get("content").asString()))
                .toList();
    }

    /** What the messages received so far say. */
    List<String> said() {
        return items().stream()
                .filter(item -> item.get("Type").asString().equals("MESSAGE"))
                .map(item -> item.get("Content").asString())
                .toList();
    }

    void awaitSaid(String... texts) {
        await("messages " + List.of(texts))
                .untilAsserted(
                        () -> org.assertj.core.api.Assertions.assertThat(said()).containsExactly(texts));
    }

    /** The code of the close frame, or 1006 if the connection broke. */
    int awaitClose() {
        await("the end of the connection").atMost(Duration.ofSeconds(20)).until(closed::isDone);
        return closed.join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(partial.toString());
            partial = new StringBuilder();
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
