package dev.contactsimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RawHttp;
import dev.contactsimulator.support.RawHttp.Response;
import dev.contactsimulator.support.RunningSimulator;
import dev.contactsimulator.support.SilentProxy;
import dev.contactsimulator.support.TestPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database hangs, or the network drops its connections in silence. */
class SilentDatabaseIT {

    private static final Duration HEALTH = Duration.ofSeconds(1);
    private static final Duration NOTICED = Duration.ofSeconds(6);
    private static final Duration ANSWERED = Duration.ofSeconds(15);
    private static final Duration RECOVERED = Duration.ofSeconds(20);

    private SilentProxy proxy;
    private RunningSimulator simulator;

    @BeforeEach
    void start() throws IOException {
        proxy = new SilentProxy(TestPostgres.newDatabase());
        simulator = RunningSimulator.start(proxy.database());
    }

    @AfterEach
    void stop() {
        proxy.close();
        simulator.close();
    }

    @Test
    void every_call_is_answered_in_time_and_the_next_connections_serve_again() throws Exception {
        Customer known = Customer.of(simulator);
        known.says("before");
        assertThat(read().status()).isEqualTo(200);
        await().until(() -> health().status() == 200);

        proxy.fallSilent();

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Timed>> calls = new ArrayList<>();
            for (int i = 0; i < 3; i++) calls.add(callers.submit(() -> timed(known.sourceId())));
            for (int i = 0; i < 3; i++) {
                String stranger = Customer.of(simulator).sourceId();
                calls.add(callers.submit(() -> timed(stranger)));
                calls.add(callers.submit(this::timedRead));
            }
            await().atMost(NOTICED).until(() -> health().status() == 503);
            for (Future<Timed> call : calls) {
                assertThat(call.get().response().status()).isEqualTo(503);
                assertThat(call.get().took()).isLessThan(ANSWERED);
            }
        }
        assertThat(health().status()).isEqualTo(503);

        proxy.serveNewConnections();

        await().atMost(RECOVERED).until(() -> send(known.sourceId()).status() == 200);
        await().atMost(RECOVERED).until(() -> read().status() == 200);
        await().atMost(RECOVERED).until(() -> health().status() == 200);
    }

    private record Timed(Response response, Duration took) {}

    private Timed timed(String sourceId) throws IOException {
        long start = System.nanoTime();
        Response response = send(sourceId);
        return new Timed(response, Duration.ofNanos(System.nanoTime() - start));
    }

    private Timed timedRead() throws IOException {
        long start = System.nanoTime();
        Response response = read();
        return new Timed(response, Duration.ofNanos(System.nanoTime() - start));
    }

    private Response send(String sourceId) throws IOException {
        return RawHttp.exchange(
                port(), RawHttp.post("/chat-integration-event", """
                {"SourceId":"%s","DestinationId":"%s","Subtype":"connect:SMS",
                 "Event":{"Type":"MESSAGE","ContentType":"text/plain","Content":"hello"}}""".formatted(sourceId, Customer.DESTINATION)));
    }

    private Response read() throws IOException {
        return RawHttp.exchange(port(), RawHttp.request("GET", "/_simulator/contacts?limit=1", Map.of(), new byte[0]));
    }

    private Response health() throws IOException {
        long start = System.nanoTime();
        Response response =
                RawHttp.exchange(port(), RawHttp.request("GET", "/_simulator/health", Map.of(), new byte[0]));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HEALTH);
        return response;
    }

    private int port() {
        return simulator.baseUrl().getPort();
    }
}
