package dev.contactsimulator.aws.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.support.RawHttp;
import dev.contactsimulator.support.RawHttp.Response;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request that Tomcat refuses before it reaches the servlet gets an AWS error. */
class TomcatErrorsTest {

    private static final String END = " HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static HttpServer server;

    @BeforeAll
    static void start() {
        server = HttpServer.start(Route.connect(
                "POST",
                "/echo",
                "Echo",
                ErrorType.INVALID_REQUEST,
                request -> request,
                (request, call) -> AwsResponse.EMPTY));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> malformed() {
        String post = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";
        return Stream.of(
                Arguments.of("no request line", "nonsense\r\n\r\n"),
                Arguments.of("a method with illegal characters", "PO<ST /echo" + END),
                Arguments.of("a path with illegal characters", "POST /ec\"ho" + END),
                Arguments.of("a path with bytes above ASCII", "POST /ech\u00f6" + END),
                Arguments.of("a query with illegal characters", "POST /echo?a=<b>" + END),
                Arguments.of("a path that leaves the root", "POST /../../echo" + END),
                Arguments.of("a broken escape in the path", "POST /%zz" + END),
                Arguments.of("a cut escape in the path", "POST /%e" + END),
                Arguments.of("a path that is no UTF-8", "POST /%ff" + END),
                Arguments.of("surrogates in the path", "POST /%ed%a0%80" + END),
                Arguments.of("a zero byte in the path", "POST /a%00b" + END),
                Arguments.of("an asterisk", "POST *" + END),
                Arguments.of("an unknown HTTP version", "GET /echo HTTP/3.7\r\nHost: localhost\r\n\r\n"),
                Arguments.of("no host", "GET /echo HTTP/1.1\r\n\r\n"),
                Arguments.of("two hosts", "GET /echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                Arguments.of("an illegal host", "GET /echo HTTP/1.1\r\nHost: a<b\r\n\r\n"),
                Arguments.of("another scheme", "GET ftp://localhost/echo" + END),
                Arguments.of("a header without a colon", post + "nonsense\r\n\r\n"),
                Arguments.of("a header with a space in its name", post + "a b: c\r\n\r\n"),
                Arguments.of("headers that are too large", post + "X: " + "x".repeat(70_000) + "\r\n\r\n"),
                Arguments.of("too many headers", post + "a: b\r\n".repeat(300) + "\r\n"),
                Arguments.of("an unknown transfer coding", post + "Transfer-Encoding: gzip\r\n\r\n"),
                Arguments.of("a length that is no number", post + "Content-Length: ten\r\n\r\n"),
                Arguments.of("a negative length", post + "Content-Length: -1\r\n\r\n"),
                Arguments.of("two lengths", post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of("an unknown expectation", post + "Expect: miracles\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of(
                        "chunks without a size", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void malformed_http_is_the_callers_fault(String what, String request) throws IOException {
        assertError(RawHttp.exchange(server.port(), request), 400, "MalformedHttpRequestException");
    }

    static Stream<Arguments> unknown() {
        return Stream.of(
                Arguments.of("TRACE", "TRACE /echo" + END),
                Arguments.of("CONNECT", "CONNECT localhost:80" + END),
                Arguments.of("OPTIONS", "OPTIONS /echo" + END),
                Arguments.of("an unknown method", "BREW /echo" + END),
                Arguments.of("an absolute URI of no route", "GET http://localhost/nothing" + END),
                Arguments.of("a backslash", "GET /a%5Cb" + END),
                Arguments.of("the path of Boot's error page", "GET /error" + END));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unknown")
    void methods_without_an_operation_are_unknown_operations(String what, String request) throws IOException {
        assertError(RawHttp.exchange(server.port(), request), 404, "UnknownOperationException");
    }

    @Test
    void an_absolute_uri_of_a_route_is_that_route() throws IOException {
        Response response = RawHttp.exchange(
                server.port(), "POST http://localhost/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
        assertThat(response.status()).isEqualTo(200);
    }

    private static void assertError(Response response, int status, String type) {
        assertThat(response.text()).startsWith("{");
        JsonNode body = JsonMapper.shared().readTree(response.body());
        assertThat(body.get("Message").asString()).isNotBlank();
        assertThat(body.get("__type").asString()).isEqualTo(type);
        assertThat(response.header("x-amzn-errortype")).isEqualTo(type);
        assertThat(response.header("content-type")).isEqualTo("application/json");
        assertThat(response.header("x-amzn-requestid")).hasSize(36);
        assertThat(response.status()).isEqualTo(status);
    }
}
