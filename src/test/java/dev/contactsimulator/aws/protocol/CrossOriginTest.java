package dev.contactsimulator.aws.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.support.RawHttp;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins at the Participant Service. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CrossOriginTest {

    /** What the official client library sends (recorded), and the AWS SDK for JavaScript. */
    private static final String SENT = "content-type,x-amz-bearer,x-amz-user-agent,x-amz-date,x-amz-content-sha256,"
            + "authorization,amz-sdk-invocation-id,amz-sdk-request";

    private static HttpServer server;

    @BeforeAll
    static void start() {
        server = HttpServer.start(
                List.of(route(Api.PARTICIPANT, "/participant/message"), route(Api.CONNECT, "/contact/stop")),
                Map.of("simulator.http.cors-origins", "https://shop.example,http://localhost:3000"));
    }

    private static Route route(Api api, String path) {
        return Route.of(
                api,
                "POST",
                path,
                "Operation",
                ErrorType.INVALID_REQUEST,
                request -> request,
                (request, call) -> AwsResponse.EMPTY);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawHttp.Response send(String method, String path, String origin, String headers) throws IOException {
        String request = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nOrigin: " + origin
                + "\r\nSec-Fetch-Site: cross-site\r\n" + headers + "Content-Length: 2\r\n\r\n{}";
        return RawHttp.exchange(server.port(), request);
    }

    private static RawHttp.Response preflight(String path, String origin) throws IOException {
        return send(
                "OPTIONS",
                path,
                origin,
                "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: " + SENT + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example", "http://localhost:3000"})
    void a_listed_page_may_call_the_participant_service(String origin) throws IOException {
        RawHttp.Response preflight = preflight("/participant/message", origin);
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo(origin);
        assertThat(preflight.header("access-control-allow-methods")).contains("POST");
        assertThat(preflight.header("access-control-allow-headers").split(", "))
                .containsAll(Arrays.asList(SENT.split(",")));

        RawHttp.Response response = send("POST", "/participant/message", origin, "");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("access-control-allow-origin")).isEqualTo(origin);
        assertThat(response.header("vary")).isEqualTo("Origin");
    }

    @Test
    void it_may_read_errors_too() throws IOException {
        RawHttp.Response response = send("POST", "/participant/nothing", "https://shop.example", "");
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.header("access-control-allow-origin")).isEqualTo("https://shop.example");
    }

    @ParameterizedTest
    @CsvSource({
        "/participant/message, https://evil.example",
        "/participant/message, https://shop.example.evil.example",
        "/participant/message, http://shop.example",
        "/participant/message, http://localhost:3001",
        "/participant/message, null",
        "/contact/stop, https://shop.example",
        "/_simulator/reset, https://shop.example",
    })
    void others_and_other_routes_stay_closed(String path, String origin) throws IOException {
        for (RawHttp.Response response : List.of(preflight(path, origin), send("POST", path, origin, ""))) {
            assertThat(response.status()).isEqualTo(403);
            assertThat(response.header("access-control-allow-origin")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "null", "shop.example", "https://shop.example/", "https://shop.example/path", "ftp://a"})
    void an_origin_that_is_none_is_refused(String origin) {
        assertThatThrownBy(() -> new CrossOrigin(Set.of(origin))).hasMessageContaining("simulator.http.cors-origins");
    }
}
