package dev.contactsimulator.control;

import dev.contactsimulator.support.RunningSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls the simulator's own routes. */
record Caller(RunningSimulator simulator) {

    private static final HttpClient http = HttpClient.newHttpClient();
    private static final JsonMapper json = new JsonMapper();

    record Response(int status, String errorType, String text) {

        JsonNode body() {
            return json.readTree(text);
        }
    }

    Response get(String path) {
        return send(request(path).GET());
    }

    Response post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    /** With the id that an SDK sends again with each retry of a call. */
    Response post(String path, String body, String invocationId) {
        return send(request(path).header("amz-sdk-invocation-id", invocationId).POST(BodyPublishers.ofString(body)));
    }

    Response put(String path, String body) {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(simulator.baseUrl().resolve("/_simulator" + path));
    }

    private static Response send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Response(
                    response.statusCode(),
                    response.headers().firstValue("X-Amzn-Errortype").orElse(""),
                    response.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
