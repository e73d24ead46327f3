package dev.contactsimulator.aws.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.support.RawHttp;
import dev.contactsimulator.support.RawHttp.Response;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that come slowly, in large numbers, or not at all. */
class RequestBodyTest {

    private static final int MAX_BYTES = 100_000;

    private static HttpServer start(Map<String, Object> settings) {
        Route echo = Route.connect(
                "POST",
                "/echo",
                "Echo",
                ErrorType.INVALID_REQUEST,
                request -> request,
                (request, call) -> AwsResponse.EMPTY);
        return HttpServer.start(List.of(echo), settings);
    }

    private static byte[] head(int length) {
        return ("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(ISO_8859_1);
    }

    private static Response post(HttpServer server, int bytes) throws IOException {
        String body = "{\"Text\":\"" + "x".repeat(bytes - 11) + "\"}";
        return RawHttp.exchange(server.port(), RawHttp.post("/echo", body));
    }

    @Test
    @Timeout(20)
    void a_body_must_be_there_in_time_however_it_trickles() throws Exception {
        try (HttpServer server = start(Map.of("simulator.http.body-timeout", "1s"));
                RawHttp connection = new RawHttp(server.port())) {
            AtomicBoolean answered = new AtomicBoolean();
            Thread trickle = Thread.ofVirtual().start(() -> {
                try {
                    connection.send(head(MAX_BYTES));
                    while (!answered.get()) {
                        connection.send(" ".getBytes(UTF_8));
                        LockSupport.parkNanos(50_000_000);
                    }
                } catch (IOException closed) {
                    answered.set(true);
                }
            });

            Response response = connection.receive();
            answered.set(true);
            trickle.join();

            assertThat(response.status()).isEqualTo(408);
            assertThat(response.header("x-amzn-errortype")).isEqualTo("RequestTimeoutException");
        }
    }

    @Test
    @Timeout(20)
    void a_body_that_stops_is_refused_and_the_connection_closed() throws Exception {
        try (HttpServer server = start(Map.of("simulator.http.body-timeout", "1s"));
                RawHttp connection = new RawHttp(server.port())) {
            connection.send(head(9));
            connection.send("{".getBytes(UTF_8));

            Response response = connection.receive();

            assertThat(response.status()).isEqualTo(408);
            assertThat(response.header("x-amzn-errortype")).isEqualTo("RequestTimeoutException");
            assertThat(endOf(connection)).isEmpty();
        }
    }

    @Test
    @Timeout(20)
    void the_rest_of_a_refused_body_is_not_waited_for_either() throws Exception {
        try (HttpServer server = start(Map.of("simulator.http.body-timeout", "1s"));
                RawHttp connection = new RawHttp(server.port())) {
            connection.send(
                    ("POST /unknown HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{}").getBytes(UTF_8));

            assertThat(connection.receive().status()).isEqualTo(408);
            assertThat(endOf(connection)).isEmpty();
        }
    }

    private static byte[] endOf(RawHttp connection) throws IOException {
        try {
            return connection.rest();
        } catch (SocketException reset) {
            return new byte[0];
        }
    }

    @Test
    void a_connection_goes_on_after_a_body_that_was_not_wanted() throws Exception {
        try (HttpServer server = start(Map.of());
                RawHttp connection = new RawHttp(server.port())) {
            connection.send(RawHttp.post("/unknown", "{\"Text\":\"" + "x".repeat(50_000) + "\"}"));
            assertThat(connection.receive().status()).isEqualTo(404);

            connection.send(RawHttp.post("/echo", "{}"));
            assertThat(connection.receive().status()).isEqualTo(200);
        }
    }

    @Test
    @Timeout(60)
    void bodies_that_are_being_read_are_bounded_together() throws Exception {
        Map<String, Object> settings =
                Map.of("simulator.http.max-request-bytes", MAX_BYTES, "simulator.http.request-memory", "0B");
        try (HttpServer server = start(settings)) {
            List<RawHttp> stalled = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                RawHttp connection = new RawHttp(server.port());
                connection.send(head(MAX_BYTES));
                connection.send(" ".repeat(MAX_BYTES - 1).getBytes(UTF_8));
                stalled.add(connection);
            }

            await().until(() -> post(server, MAX_BYTES).status() == 503);
            Response refused = post(server, MAX_BYTES);
            assertThat(refused.header("x-amzn-errortype")).isEqualTo("ServiceUnavailable");
            assertThat(post(server, 1_000).status()).isEqualTo(200);

            for (RawHttp connection : stalled) connection.close();
            await().until(() -> post(server, MAX_BYTES).status() == 200);
        }
    }

    @Test
    @Timeout(60)
    void many_connections_that_announce_a_large_body_and_send_nothing_hold_nothing() throws Exception {
        Map<String, Object> settings =
                Map.of("simulator.http.request-memory", "0B", "simulator.http.max-connections", 1_000);
        try (HttpServer server = start(settings)) {
            List<RawHttp> idle = new ArrayList<>();
            for (int i = 0; i < 800; i++) {
                RawHttp connection = new RawHttp(server.port());
                connection.send(head(1 << 20));
                idle.add(connection);
            }

            assertThat(post(server, 1 << 20).status()).isEqualTo(200);

            for (RawHttp connection : idle) connection.close();
        }
    }

    @Test
    void what_is_decoded_from_a_body_counts_too() throws IOException {
        Map<String, Object> settings =
                Map.of("simulator.http.max-request-bytes", MAX_BYTES, "simulator.http.request-memory", "0B");
        try (HttpServer server = start(settings)) {
            String body = "{\"Unknown\":[" + "{},".repeat(30_000) + "{}]}";

            assertThat(RawHttp.exchange(server.port(), RawHttp.post("/echo", body))
                            .status())
                    .isEqualTo(503);
            await().until(() -> post(server, MAX_BYTES).status() == 200);
        }
    }
}
