package dev.contactsimulator.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Calls the program, and requires a response to each call within a bound. Records the slowest. */
final class Caller implements AutoCloseable {

    /** @param millis until the response was read to its end */
    record Slowest(String call, long millis) {}

    private static final int MAX_ATTEMPTS = 6;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI address;
    private final AtomicReference<Slowest> slowest = new AtomicReference<>(new Slowest("none", 0));

    Caller(URI address) {
        this.address = address;
    }

    /** Sends again what is refused for the moment, as an SDK does: that is an answer too. */
    String post(String path, String body, Duration bound) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .timeout(bound)
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = timed(path, () -> http.send(request, BodyHandlers.ofString()));
        for (int attempt = 1; attempt < MAX_ATTEMPTS && response.statusCode() == 503; attempt++) {
            Thread.sleep(100L << attempt);
            response = timed(path, () -> http.send(request, BodyHandlers.ofString()));
        }
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** The status and whatever comes with it, thrown away. */
    int status(String path, HttpRequest.BodyPublisher body, Duration bound) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .timeout(bound)
                .POST(body)
                .build();
        return timed(path, () -> http.send(request, BodyHandlers.discarding()).statusCode());
    }

    /** The length of a response, which is not kept. */
    long length(String path, Duration bound) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(bound).build();
        return timed(path, () -> {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                long length = in.transferTo(OutputStream.nullOutputStream());
                if (response.statusCode() != 200) throw new IOException(path + ": " + response.statusCode());
                return length;
            }
        });
    }

    private interface Call<T> {
        T send() throws IOException, InterruptedException;
    }

    private <T> T timed(String what, Call<T> call) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try {
            return call.send();
        } finally {
            long millis = (System.nanoTime() - begin) / 1_000_000;
            slowest.accumulateAndGet(
                    new Slowest(what, millis), (one, other) -> one.millis() >= other.millis() ? one : other);
        }
    }

    Slowest slowest() {
        return slowest.get();
    }

    /** Does something a number of times, some of them at once; the first failure ends it. */
    static void times(int count, int atOnce, IntConsumer work) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicInteger done = new AtomicInteger();
        Semaphore free = new Semaphore(atOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < count && failure.get() == null; n++) {
                int number = n;
                free.acquire();
                threads.execute(() -> {
                    try {
                        work.accept(number);
                        done.incrementAndGet();
                    } catch (Throwable e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        free.release();
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw new AssertionError("failed after " + done + " of " + count, failure.get());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
