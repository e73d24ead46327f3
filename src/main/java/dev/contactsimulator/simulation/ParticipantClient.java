package dev.contactsimulator.simulation;

import dev.contactsimulator.contact.ContactId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the operations of a bot over HTTP. The program has the AWS SDK for what it sends, not for Amazon Connect: three
 * calls do not justify 8 MB.
 */
public final class ParticipantClient {

    /** An operation has refused a call. */
    static final class Refused extends Exception {
        Refused(String error) {
            super(error, null, false, false);
        }
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Supplier<URI> simulator;
    private final String instanceId;

    /** @param simulator where the program listens, known once it does */
    public ParticipantClient(Supplier<URI> simulator, String instanceId) {
        this.simulator = simulator;
        this.instanceId = instanceId;
    }

    /** @return the connection token */
    String joinAsBot(ContactId contactId, String displayName) throws Refused, IOException, InterruptedException {
        JsonNode created = post(
                "/contact/create-participant",
                "",
                Map.of(
                        "InstanceId", instanceId,
                        "ContactId", contactId.toString(),
                        "ParticipantDetails", Map.of("ParticipantRole", "CUSTOM_BOT", "DisplayName", displayName)));
        JsonNode connected = post(
                "/participant/connection",
                created.at("/ParticipantCredentials/ParticipantToken").asString(),
                Map.of("Type", List.of("CONNECTION_CREDENTIALS"), "ConnectParticipant", true));
        return connected.at("/ConnectionCredentials/ConnectionToken").asString();
    }

    void sendMessage(String connectionToken, String text) throws Refused, IOException, InterruptedException {
        post("/participant/message", connectionToken, Map.of("ContentType", "text/plain", "Content", text));
    }

    void disconnect(String connectionToken) throws Refused, IOException, InterruptedException {
        post("/participant/disconnect", connectionToken, Map.of());
    }

    private JsonNode post(String path, String token, Map<String, Object> body)
            throws Refused, IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(simulator.get().resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("amz-sdk-invocation-id", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) request.header("X-Amz-Bearer", token);
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() == 200) return JSON.readTree(response.body());
        throw new Refused(
                response.headers().firstValue("X-Amzn-Errortype").orElse(Integer.toString(response.statusCode())));
    }
}
