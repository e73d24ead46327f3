package dev.contactsimulator.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Posts JSON to a URL. Only a status of 2xx says that it has arrived; redirects are not followed. */
public final class HttpPost implements AutoCloseable {

    private final URI url;
    private final Duration timeout;
    private final HttpClient client;

    public HttpPost(URI url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    public URI url() {
        return url;
    }

    /** @throws DeliveryFailed if the status is another, or none comes in time */
    public void send(byte[] json, Map<String, String> headers) throws DeliveryFailed, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json));
        headers.forEach(request::header);
        try {
            HttpResponse<Void> response = client.send(request.build(), BodyHandlers.discarding());
            if (response.statusCode() / 100 != 2) throw new DeliveryFailed("HTTP " + response.statusCode(), null);
        } catch (IOException failure) {
            String message = failure.getMessage();
            throw new DeliveryFailed(
                    failure.getClass().getSimpleName() + (message == null ? "" : " " + message), failure);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
