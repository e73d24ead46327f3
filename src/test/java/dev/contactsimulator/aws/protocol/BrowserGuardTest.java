package dev.contactsimulator.aws.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.support.RawHttp;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser sends for a foreign page, and what clients send that are no browsers. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrowserGuardTest {

    private static HttpServer server;

    @BeforeAll
    static void start() {
        Route route = Route.connect(
                "POST",
                "/contact/stop",
                "StopContact",
                ErrorType.INVALID_REQUEST,
                request -> request,
                (request, call) -> AwsResponse.EMPTY);
        server = HttpServer.start(List.of(route), Map.of("simulator.http.hosts", "simulator.example"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int status(Map<String, String> headers) throws IOException {
        StringBuilder request = new StringBuilder("POST /contact/stop HTTP/1.1\r\nContent-Length: 2\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        return RawHttp.exchange(server.port(), request + "\r\n{}").status();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, https://evil.example",
        "127.0.0.1:8080, null",
        "127.0.0.1:8080, http://127.0.0.1:9090",
        "127.0.0.1:8080, https://127.0.0.1.evil.example:8080",
        "127.0.0.1:8080, not a URI",
    })
    void a_page_of_another_origin_is_refused(String host, String origin) throws IOException {
        assertThat(status(Map.of("Host", host, "Origin", origin))).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"cross-site", "same-site"})
    void a_request_that_the_browser_says_is_of_another_site_is_refused(String site) throws IOException {
        assertThat(status(Map.of("Host", "127.0.0.1:8080", "Sec-Fetch-Site", site)))
                .isEqualTo(403);
    }

    @Test
    void a_name_that_was_pointed_at_this_machine_is_refused() throws IOException {
        Map<String, String> rebound =
                Map.of("Host", "evil.example", "Origin", "http://evil.example", "Sec-Fetch-Site", "same-origin");
        assertThat(status(rebound)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, http://127.0.0.1:8080",
        "localhost:8080, http://localhost:8080",
        "[::1]:8080, http://[::1]:8080",
        "Simulator.example, https://simulator.example",
    })
    void a_page_of_the_simulator_itself_is_served(String host, String origin) throws IOException {
        assertThat(status(Map.of("Host", host, "Origin", origin, "Sec-Fetch-Site", "same-origin")))
                .isEqualTo(200);
    }

    @Test
    void a_client_that_is_no_browser_may_use_any_host_name() throws IOException {
        assertThat(status(Map.of("Host", "connect.us-east-1.amazonaws.com"))).isEqualTo(200);
    }

    @Test
    void unknown_routes_are_guarded_too() throws IOException {
        String request =
                "POST /nothing HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nContent-Length: 0\r\n\r\n";
        RawHttp.Response response = RawHttp.exchange(server.port(), request);
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.header("x-amzn-errortype")).isEqualTo("AccessDeniedException");
    }

    @Test
    void a_session_token_of_9000_bytes_is_accepted() throws IOException {
        assertThat(status(Map.of("Host", "localhost", "X-Amz-Security-Token", "t".repeat(9_000))))
                .isEqualTo(200);
    }
}
