package dev.contactsimulator.crash;

import dev.contactsimulator.crash.JournalEntry.Intent;
import dev.contactsimulator.crash.JournalEntry.ReadBack;
import dev.contactsimulator.crash.JournalEntry.Response;
import dev.contactsimulator.crash.JournalEntry.Unknown;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends chat integration events one after another, as an SDK would: what fails is tried again, under the same
 * {@code amz-sdk-invocation-id}, at any node. Now and then it sends the first two attempts of a call at once, to two nodes
 * if there are two, and now and then it asks a node for what it has just been told is written.
 */
final class Client implements Runnable {

    private static final int MAX_ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String DESTINATION =
            "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef";
    private static final JsonMapper JSON = new JsonMapper();

    private final SplittableRandom random;
    private final List<URI> nodes;
    private final String instanceId;
    private final Chats chats;
    private final Journal journal;
    private final Progress progress;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ExecutorService twins = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopped;

    Client(
            SplittableRandom random,
            List<URI> nodes,
            String instanceId,
            Chats chats,
            Journal journal,
            Progress progress) {
        this.random = random;
        this.nodes = nodes;
        this.instanceId = instanceId;
        this.chats = chats;
        this.journal = journal;
        this.progress = progress;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try (http;
                twins) {
            while (!stopped) {
                Request request = next();
                Optional<Response> acknowledged = send(request);
                if (acknowledged.isPresent()) readBack(request, acknowledged.get());
                Thread.sleep(random.nextInt(15));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Request(UUID token, Kind kind, String chat, String body) {}

    private Request next() {
        UUID token = new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 1L << 63);
        Kind kind = switch (random.nextInt(100)) {
            case 0, 1 -> Kind.INVALID;
            case 2, 3, 4, 5, 6 -> Kind.DISCONNECT;
            case 7, 8, 9, 10, 11, 12 -> Kind.EVENT;
            default -> Kind.MESSAGE;
        };
        String chat = chats.next(random);
        String event = switch (kind) {
            case MESSAGE -> message(text(token, ""));
            case INVALID -> message(text(token, "much too long ".repeat(80)));
            case EVENT -> """
                        {"Type": "EVENT", "ContentType": "application/vnd.amazonaws.connect.event.typing"}""";
            case DISCONNECT -> """
                        {"Type": "DISCONNECT"}""";
        };
        String body = """
                {"SourceId": "%s", "DestinationId": "%s", "Subtype": "connect:SMS", "Event": %s}""".formatted(chat, DESTINATION, event);
        return new Request(token, kind, chat, body);
    }

    private static String message(String content) {
        return """
                {"Type": "MESSAGE", "ContentType": "text/plain", "Content": "%s"}""".formatted(content);
    }

    static String text(UUID token, String more) {
        return "token=" + token + " " + more;
    }

    /** The response that names a contact, if one came. */
    private Optional<Response> send(Request request) throws InterruptedException {
        int node = random.nextInt(nodes.size());
        int attempt = 1;
        if (random.nextInt(10) == 0) {
            Optional<Response> response = sendTwice(request, node);
            if (response.isPresent()) return response.filter(a -> a.contactId() != null);
            attempt = 3;
        }
        for (; attempt <= MAX_ATTEMPTS; attempt++) {
            Optional<Response> response = attempt(request, attempt, node);
            if (response.isPresent()) return response.filter(a -> a.contactId() != null);
            node = random.nextInt(nodes.size());
            Thread.sleep(random.nextInt(100 << attempt));
        }
        return Optional.empty();
    }

    /** Two attempts at once, as from a client that lost patience with a node that was about to respond. */
    private Optional<Response> sendTwice(Request request, int node) {
        CompletableFuture<Optional<Response>> elsewhere =
                CompletableFuture.supplyAsync(() -> attempt(request, 1, (node + 1) % nodes.size()), twins);
        Optional<Response> here = attempt(request, 2, node);
        return elsewhere.join().or(() -> here);
    }

    /** @return the response, unless it is one after which an SDK tries again */
    private Optional<Response> attempt(Request request, int attempt, int node) {
        journal.write(new Intent(request.token(), System.nanoTime(), attempt, node, request.kind(), request.chat()));
        HttpRequest post = HttpRequest.newBuilder(nodes.get(node).resolve("/chat-integration-event"))
                .header("Content-Type", "application/json")
                .header("amz-sdk-invocation-id", request.token().toString())
                .header("amz-sdk-request", "attempt=" + attempt + "; max=" + MAX_ATTEMPTS)
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(request.body()))
                .build();
        try {
            HttpResponse<String> received = http.send(post, BodyHandlers.ofString());
            Response response = response(request, attempt, received);
            journal.write(response);
            if (response.status() >= 500 || response.status() == 429) return Optional.empty();
            progress.answeredBy(node);
            return Optional.of(response);
        } catch (IOException e) {
            String why = e.getClass().getSimpleName();
            journal.write(new Unknown(request.token(), System.nanoTime(), attempt, why));
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Response response(Request request, int attempt, HttpResponse<String> received) {
        String requestId = received.headers().firstValue("x-amzn-RequestId").orElse("-");
        JsonNode json = received.statusCode() == 200 ? JSON.readTree(received.body()) : JSON.missingNode();
        JsonNode contactId = json.path("InitialContactId");
        return new Response(
                request.token(),
                System.nanoTime(),
                attempt,
                received.statusCode(),
                contactId.isString() ? UUID.fromString(contactId.stringValue()) : null,
                json.path("NewChatCreated").asBoolean(false),
                requestId);
    }

    /** Reads an acknowledged write at any node. */
    private void readBack(Request request, Response response) {
        if (request.kind() != Kind.MESSAGE || random.nextInt(20) != 0) return;
        int node = random.nextInt(nodes.size());
        String contact = String.valueOf(response.contactId());
        String text = request.token().toString();
        read(request, node, "transcript", "/_simulator/contacts/" + contact + "/transcript", text);
        read(request, node, "contact", "/contacts/" + instanceId + "/" + contact, contact);
    }

    private void read(Request request, int node, String what, String path, String expected) {
        HttpRequest get = HttpRequest.newBuilder(nodes.get(node).resolve(path))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> response = http.send(get, BodyHandlers.ofString());
            if (response.statusCode() >= 500 || response.statusCode() == 429) return;
            boolean found = response.statusCode() == 200 && response.body().contains(expected);
            journal.write(new ReadBack(request.token(), System.nanoTime(), node, what, found));
        } catch (IOException nobodyThere) {
            // A missing response is not a wrong one.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
