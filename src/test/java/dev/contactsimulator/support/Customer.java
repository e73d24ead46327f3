package dev.contactsimulator.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A customer with a phone number of its own, whose integration calls SendChatIntegrationEvent by plain HTTP: for what
 * SDKs decide themselves, such as the id of an invocation.
 */
public final class Customer {

    public static final String DESTINATION =
            "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef";

    private static final HttpClient http = HttpClient.newHttpClient();
    private static final JsonMapper json = new JsonMapper();
    private static final AtomicLong numbers = new AtomicLong(12065550100L);

    /** The response of SendChatIntegrationEvent. */
    public record Response(@Nullable String contactId, boolean newChatCreated) {}

    private final URI simulator;
    private final String sourceId;
    private final String session;

    private Customer(URI simulator, String sourceId, String session) {
        this.simulator = simulator;
        this.sourceId = sourceId;
        this.session = session;
    }

    /** Somebody who has not written before. */
    public static Customer of(RunningSimulator simulator) {
        return at(simulator.baseUrl());
    }

    /** Somebody who has not written before, to a simulator wherever it runs. */
    public static Customer at(URI simulator) {
        return new Customer(simulator, "+" + numbers.incrementAndGet(), "");
    }

    /** The same customer, whose integration talks to another node. */
    public Customer through(RunningSimulator node) {
        return new Customer(node.baseUrl(), sourceId, session);
    }

    /** The same customer, whose new chats are streamed to a topic. */
    public Customer streamingTo(String topic) {
        return new Customer(
                simulator,
                sourceId,
                ",\"NewSessionDetails\":{\"StreamingConfiguration\":{\"StreamingEndpointArn\":\"" + topic + "\"}}");
    }

    public String sourceId() {
        return sourceId;
    }

    public Response says(String text) {
        return says(text, UUID.randomUUID().toString());
    }

    public Response says(String text, String invocationId) {
        return send("{\"Type\":\"MESSAGE\",\"ContentType\":\"text/plain\",\"Content\":\"" + text + "\"}", invocationId);
    }

    public Response types() {
        return send(
                "{\"Type\":\"EVENT\",\"ContentType\":\"application/vnd.amazonaws.connect.event.typing\"}",
                UUID.randomUUID().toString());
    }

    public Response leaves() {
        return leaves(UUID.randomUUID().toString());
    }

    public Response leaves(String invocationId) {
        return send("{\"Type\":\"DISCONNECT\"}", invocationId);
    }

    private Response send(String event, String invocationId) {
        HttpResponse<String> response =
                post("/chat-integration-event", """
                {"SourceId":"%s","DestinationId":"%s","Subtype":"connect:SMS","Event":%s%s}""".formatted(sourceId, DESTINATION, event, session), invocationId);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        JsonNode body = json.readTree(response.body());
        return new Response(
                body.path("InitialContactId").asString(null),
                body.required("NewChatCreated").booleanValue());
    }

    private HttpResponse<String> post(String path, String body, String invocationId) {
        HttpRequest request = HttpRequest.newBuilder(simulator.resolve(path))
                .header("Content-Type", "application/json")
                .header("amz-sdk-invocation-id", invocationId)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
