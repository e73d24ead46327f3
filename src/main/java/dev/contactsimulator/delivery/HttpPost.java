package dev.contactsimulator.delivery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

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
        // the time-out of a request ends with the headers of its response
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request.build(), BodyHandlers.discarding());
        try {
            HttpResponse<Void> response = answer.get(timeout.toMillis(), MILLISECONDS);
            if (response.statusCode() / 100 != 2) throw new DeliveryFailed("HTTP " + response.statusCode(), null);
        } catch (TimeoutException late) {
            throw new DeliveryFailed("no whole response within " + timeout.toMillis() + " ms", null);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            String message = cause.getMessage();
            throw new DeliveryFailed(
                    cause.getClass().getSimpleName() + (message == null ? "" : " " + message), failure);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
