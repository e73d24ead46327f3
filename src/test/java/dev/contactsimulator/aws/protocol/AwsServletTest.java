package dev.contactsimulator.aws.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.support.RawHttp;
import dev.contactsimulator.support.RawHttp.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The protocol as it is on the wire, with operations that do nothing. */
class AwsServletTest {

    private static final int MAX_BYTES = 2_000;

    record Greeting(
            @Nullable String text,
            @Nullable Integer count,
            @Nullable Instant sentTimestamp) {}

    private static final AtomicReference<AwsCall> call = new AtomicReference<>();
    private static HttpServer server;

    @BeforeAll
    static void start() {
        List<Route> routes = List.of(
                Route.connect(
                        "POST",
                        "/greet",
                        "Greet",
                        ErrorType.INVALID_REQUEST,
                        request -> new Greeting(
                                request.body().string("Text", Length.between(1, 5)),
                                request.body().integer("Count", 1, 9),
                                request.body().timestamp("SentTimestamp")),
                        (greeting, by) -> {
                            call.set(by);
                            return AwsResponse.of(greeting);
                        }),
                Route.connect(
                        "GET",
                        "/things/{InstanceId}/{ThingId}",
                        "GetThing",
                        ErrorType.INVALID_PARAMETER,
                        request -> request.label("InstanceId", Length.atMost(100))
                                + '|'
                                + request.label("ThingId", Length.atMost(100))
                                + '|'
                                + request.parameter("nextToken", Length.any()),
                        (text, by) -> AwsResponse.of(new Greeting(text, null, null))),
                Route.connect(
                        "DELETE",
                        "/things",
                        "DeleteThings",
                        ErrorType.INVALID_PARAMETER,
                        request -> request.requiredParameters("Keys", Size.between(1, 2), Length.between(1, 3)),
                        (keys, by) -> AwsResponse.of(new Greeting(String.join("|", keys), null, null))),
                failing("/fail", new IllegalStateException("secret")),
                failing("/busy", new Busy("secret")),
                failing("/refuse", new Refused()),
                Route.of(
                        Api.SIMULATOR,
                        "GET",
                        "/_simulator/stream",
                        "Stream",
                        ErrorType.INVALID_REQUEST,
                        request -> Objects.requireNonNull(request.integerParameter("failAfter", 0, 1_000_000)),
                        (failAfter, by) -> AwsResponse.streamed(json -> {
                            json.writeStartArray();
                            for (int i = 0; i < 10_000; i++) {
                                if (i == failAfter) throw new Busy("secret");
                                json.writePOJO(new Greeting("hello", i, null));
                            }
                            json.writeEndArray();
                        })),
                participant("/participant/fail", new IllegalStateException("secret")),
                participant("/participant/refuse", new Refused()),
                Route.of(
                        Api.PARTICIPANT,
                        "POST",
                        "/participant/time",
                        "GetTime",
                        ErrorType.VALIDATION,
                        request -> request,
                        (request, by) ->
                                AwsResponse.of(new Greeting(null, null, Instant.ofEpochSecond(1_700_000_000)))),
                Route.connect(
                        "PUT",
                        "/nothing",
                        "PutNothing",
                        ErrorType.INVALID_REQUEST,
                        request -> request,
                        (request, by) -> AwsResponse.NOTHING));
        ErrorMapping refused = (failure, route) -> failure instanceof Refused
                ? Optional.of(new AwsException(route.invalidValue(), "no"))
                : Optional.empty();
        ErrorMapping busy = (failure, route) -> failure instanceof Busy
                ? Optional.of(new AwsException(ErrorType.SERVICE_UNAVAILABLE, "later"))
                : Optional.empty();
        server = HttpServer.start(routes, Map.of("simulator.http.max-request-bytes", MAX_BYTES), refused, busy);
    }

    private static final class Refused extends RuntimeException {}

    private static final class Busy extends RuntimeException {
        Busy(String message) {
            super(message);
        }
    }

    private static Route failing(String path, RuntimeException failure) {
        return Route.connect("POST", path, "Fail", ErrorType.INVALID_PARAMETER, request -> request, (request, by) -> {
            throw failure;
        });
    }

    private static Route participant(String path, RuntimeException failure) {
        return Route.of(
                Api.PARTICIPANT, "POST", path, "Fail", ErrorType.VALIDATION, request -> request, (request, by) -> {
                    throw failure;
                });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Response greet(byte[] body) throws IOException {
        return RawHttp.exchange(server.port(), RawHttp.request("POST", "/greet", Map.of(), body));
    }

    private static Response greet(String json) throws IOException {
        return greet(json.getBytes(UTF_8));
    }

    private static Response get(String target) throws IOException {
        return RawHttp.exchange(server.port(), "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    @Test
    void a_response_is_json_with_a_request_id_and_without_absent_members() throws IOException {
        Response response = greet("{\"Text\":\"hi\"}");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("{\"Text\":\"hi\"}");
        assertThat(response.header("content-type")).isEqualTo("application/json");
        assertThat(response.header("x-amzn-requestid")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(call.get().requestId()).isEqualTo(response.header("x-amzn-requestid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", " { } ", "\ufeff{}", "{\"Text\":null}", "{\"Unknown\":{\"Text\":[1,null,{}]}}"})
    void nothing_given_and_nothing_known_are_the_same(String body) throws IOException {
        assertThat(greet(body).text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "[{}]",
                "\"Text\"",
                "1",
                "true",
                " ",
                "\ufeff",
                "{",
                "{}}",
                "{} {}",
                "{},",
                "{}//",
                "{}x",
                "{/* */}",
                "{//\n}",
                "{#\n}",
                "{'Text':'a'}",
                "{Text:\"a\"}",
                "{\"Text\":\"a\",}",
                "{,}",
                "{\"Text\":\"a\" \"Count\":1}",
                "{\"Text\"}",
                "{\"Text\":}",
                "{\"Text\":\"a}",
                "{\"Text\":\"\n\"}",
                "{\"Text\":\"\\x\"}",
                "{\"Text\":\"\\u12\"}",
                "{\"Text\":\"\\u0000\"}",
                "{\"Text\":\"\\ud83d\"}",
                "{\"Text\":\"\\ude00\\ud83d\"}",
                "{\"Text\":\"\\ude00\"}",
                "{\"\\u0000\":1}",
                "{\"Unknown\":\"\\ud83d\"}",
                "{\"Count\":NaN}",
                "{\"Count\":Infinity}",
                "{\"Count\":01}",
                "{\"Count\":+1}",
                "{\"Count\":1.}",
                "{\"Count\":.5}",
                "{\"Count\":0x1}",
                "{\"Count\":--1}",
                "{\"Unknown\":tru}",
                "{\"Text\":\"a\",\"Text\":\"a\"}",
                "{\"Text\":null,\"Text\":\"a\"}",
                "{\"Text\":\"a\",\"Text\":null}",
                "{\"Text\":null,\"Text\":null}",
                "{\"Unknown\":{\"a\":1,\"a\":2}}",
                "{\"Unknown\":[{\"a\":1,\"a\":2}]}"
            })
    void a_body_that_is_not_strictly_a_json_object_is_refused(String body) throws IOException {
        assertError(greet(body), 400, "SerializationException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Text\":1}",
                "{\"Text\":true}",
                "{\"Text\":[]}",
                "{\"Text\":{}}",
                "{\"Count\":\"1\"}",
                "{\"Count\":1.0}",
                "{\"Count\":1.5}",
                "{\"Count\":1e0}",
                "{\"Count\":true}",
                "{\"Count\":99999999999999999999}",
                "{\"SentTimestamp\":\"2026-01-01T00:00:00Z\"}",
                "{\"SentTimestamp\":[1]}"
            })
    void nothing_is_converted_from_one_json_type_to_another(String body) throws IOException {
        assertError(greet(body), 400, "SerializationException");
    }

    static Stream<Arguments> encodings() {
        String json = "{\"Text\":\"hi\"}";
        return Stream.of(
                Arguments.of("UTF-16 with a mark", json.getBytes(UTF_16)),
                Arguments.of("UTF-16", json.getBytes(UTF_16LE)),
                Arguments.of("ISO 8859-1", "{\"Text\":\"\u00fc\"}".getBytes(ISO_8859_1)),
                Arguments.of("an overlong form", HexFormat.of().parseHex("7b2254657874223a22c1a1227d")),
                Arguments.of("surrogates in UTF-8", HexFormat.of().parseHex("7b2254657874223a22eda0bdedb880227d")),
                Arguments.of("a zero byte", HexFormat.of().parseHex("7b2254657874223a2200227d")),
                Arguments.of("a sequence that is cut", HexFormat.of().parseHex("7b2254657874223a22e282227d")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void only_utf_8_is_read(String what, byte[] body) throws IOException {
        assertError(greet(body), 400, "SerializationException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\u00fc\"", "\"\\u00fc\"", "\"\ud83d\ude00\"", "\"\\ud83d\\ude00\"", "\"\\/\""})
    void any_other_text_comes_back_as_it_was(String text) throws IOException {
        JsonNode sent = JsonMapper.shared().readTree(text);
        JsonNode response =
                JsonMapper.shared().readTree(greet("{\"Text\":" + text + "}").body());
        assertThat(response.get("Text")).isEqualTo(sent);
    }

    @Test
    void nesting_has_a_limit() throws IOException {
        assertThat(greet(nested(StrictJson.MAX_DEPTH - 1)).status()).isEqualTo(200);
        assertError(greet(nested(StrictJson.MAX_DEPTH)), 400, "SerializationException");
        assertError(greet("[".repeat(MAX_BYTES)), 400, "SerializationException");
    }

    private static String nested(int arrays) {
        return "{\"Unknown\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000, 1700000000.000",
        "1700000000.123, 1700000000.123",
        "1.7e9, 1700000000.000",
        "-1.5, -1.500",
        "0, 0.000"
    })
    void time_is_a_plain_number_of_seconds(String sent, String answered) throws IOException {
        assertThat(greet("{\"SentTimestamp\":" + sent + "}").text()).isEqualTo("{\"SentTimestamp\":" + answered + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e300", "-1e300", "1e999999999", "99999999999999999999", "300000000000"})
    void time_out_of_all_reach_is_refused(String sent) throws IOException {
        assertError(greet("{\"SentTimestamp\":" + sent + "}"), 400, "InvalidRequestException");
    }

    @Test
    void time_so_small_that_it_is_nothing_is_read_in_no_time() throws IOException {
        assertThat(greet("{\"SentTimestamp\":1e-999999999}").text()).isEqualTo("{\"SentTimestamp\":0.000}");
    }

    @Test
    void the_participant_service_writes_time_as_text() throws IOException {
        assertThat(RawHttp.exchange(server.port(), RawHttp.post("/participant/time", "{}"))
                        .text())
                .isEqualTo("{\"SentTimestamp\":\"2023-11-14T22:13:20.000Z\"}");
    }

    @Test
    void all_violated_constraints_are_reported_together_and_nothing_is_echoed() throws IOException {
        Response response = greet("{\"Text\":\"+12065550142\",\"Count\":10}");
        assertError(response, 400, "InvalidRequestException");
        assertThat(JsonMapper.shared().readTree(response.body()).get("Message").asString())
                .isEqualTo("2 validation errors detected: "
                        + "Value at '/Text' failed to satisfy constraint: Member must have length between 1 and 5; "
                        + "Value at '/Count' failed to satisfy constraint: Member must be between 1 and 9");
    }

    @Test
    void lengths_count_code_points() throws IOException {
        assertThat(greet("{\"Text\":\"" + "\ud83d\ude00".repeat(5) + "\"}").status())
                .isEqualTo(200);
        assertError(greet("{\"Text\":\"" + "\ud83d\ude00".repeat(6) + "\"}"), 400, "InvalidRequestException");
        assertError(greet("{\"Text\":\"\"}"), 400, "InvalidRequestException");
    }

    @Test
    void a_body_has_a_limit_whether_its_length_is_announced_or_not() throws IOException {
        String fits = "{}" + " ".repeat(MAX_BYTES - 2);
        assertThat(greet(fits).status()).isEqualTo(200);
        assertError(greet(fits + " "), 413, "RequestEntityTooLargeException");
        assertThat(RawHttp.exchange(server.port(), chunked(fits)).status()).isEqualTo(200);
        assertError(RawHttp.exchange(server.port(), chunked(fits + " ")), 413, "RequestEntityTooLargeException");
    }

    private static String chunked(String body) {
        return "POST /greet HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + "1\r\n"
                + body.charAt(0) + "\r\n" + Integer.toHexString(body.length() - 1) + "\r\n" + body.substring(1)
                + "\r\n0\r\n\r\n";
    }

    @Test
    void a_body_of_gigabytes_is_refused_before_it_is_sent() throws IOException {
        assertError(
                RawHttp.exchange(
                        server.port(), "POST /greet HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n"),
                413,
                "RequestEntityTooLargeException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-amz-json-1.1", "text/plain", "nonsense", ";;;="})
    void any_content_type_will_do(String contentType) throws IOException {
        byte[] request =
                RawHttp.request("POST", "/greet", Map.of("Content-Type", contentType), "{\"Count\":3}".getBytes(UTF_8));
        assertThat(RawHttp.exchange(server.port(), request).text()).isEqualTo("{\"Count\":3}");
    }

    @Test
    void a_label_may_be_an_arn_with_encoded_slashes() throws IOException {
        assertThat(get("/things/arn%3Aaws%3Aconnect%3Aus-east-1%3A111122223333%3Ainstance%2Fa-b/x%25y")
                        .text())
                .contains("\"arn:aws:connect:us-east-1:111122223333:instance/a-b|x%y|null\"");
        assertThat(get("/things/a%5Cb/%2F..%2F?nextToken=a%2Fb+c").text()).contains("\"a\\\\b|/../|a/b+c\"");
        assertThat(get("/things/%c3%bc/;x=y").text()).contains("\u00fc|;x=y|");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/Greet",
                "/greet/",
                "/things",
                "/things/",
                "/things/a",
                "/things/a/",
                "/things//b",
                "/things/a/b/c",
                "/things/a/b/",
                "//things/a/b",
                "/greet%2F",
                "/gr%65et",
                "/greet;a=b",
                "/_simulator",
                "/participant/"
            })
    void a_path_of_no_operation_is_an_unknown_operation(String path) throws IOException {
        assertError(get(path), 404, "UnknownOperationException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "post"})
    void a_wrong_method_is_an_unknown_operation(String method) throws IOException {
        byte[] request = RawHttp.request(method, "/greet", Map.of(), new byte[0]);
        assertError(RawHttp.exchange(server.port(), request), 404, "UnknownOperationException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things/a/b?c=%ff", "/things/a/b?c=%ed%a0%80", "/things/a/b?c=%zz", "/things/a/b?c=%4"})
    void what_is_not_percent_encoded_utf_8_is_refused(String target) throws IOException {
        assertError(get(target), 400, "SerializationException");
    }

    @ParameterizedTest
    @CsvSource({"Keys=a, a", "Keys=a&Keys=b, a|b", "keys=x&Keys=a, a", "&&Keys=a&, a", "Keys=a%3D&Keys=b=c, a=|b=c"})
    void a_query_parameter_repeats_to_make_a_list(String query, String answered) throws IOException {
        byte[] request = RawHttp.request("DELETE", "/things?" + query, Map.of(), new byte[0]);
        assertThat(RawHttp.exchange(server.port(), request).text()).isEqualTo("{\"Text\":\"" + answered + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "?keys=a", "?Keys", "?Keys=", "?Keys=a&Keys=b&Keys=c", "?Keys=abcd"})
    void constraints_hold_for_query_parameters_too(String query) throws IOException {
        byte[] request = RawHttp.request("DELETE", "/things" + query, Map.of(), new byte[0]);
        assertError(RawHttp.exchange(server.port(), request), 400, "InvalidParameterException");
    }

    @Test
    void the_response_of_an_operation_without_output_has_no_bytes() throws IOException {
        Response response = RawHttp.exchange(server.port(), RawHttp.request("PUT", "/nothing", Map.of(), new byte[0]));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.header("x-amzn-requestid")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/fail, 500, InternalServiceException",
        "/participant/fail, 500, InternalServerException",
        "/busy, 503, ServiceUnavailable",
        "/refuse, 400, InvalidParameterException",
        "/participant/refuse, 400, ValidationException"
    })
    void exceptions_become_the_errors_that_mappings_name_and_others_internal_errors(
            String path, int status, String type) throws IOException {
        Response response = RawHttp.exchange(server.port(), RawHttp.post(path, "{}"));
        assertError(response, status, type);
        assertThat(response.text()).doesNotContain("secret");
    }

    @Test
    void a_long_response_is_streamed() throws IOException {
        JsonNode greetings = JsonMapper.shared()
                .readTree(get("/_simulator/stream?failAfter=10001").body());

        assertThat(greetings).hasSize(10_000);
        assertThat(greetings.get(9_999).get("count").asInt()).isEqualTo(9_999);
    }

    @Test
    void a_streamed_response_that_fails_at_once_is_an_error() throws IOException {
        assertError(get("/_simulator/stream?failAfter=0"), 503, "ServiceUnavailable");
    }

    @Test
    void a_streamed_response_that_fails_later_breaks_off() throws IOException {
        try (RawHttp connection = new RawHttp(server.port())) {
            connection.send(
                    "GET /_simulator/stream?failAfter=9000 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));

            assertThat(new String(connection.rest(), UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains("\"count\":8000")
                    .doesNotContain("secret")
                    .doesNotEndWith("0\r\n\r\n");
        }
    }

    static Stream<Arguments> authorizations() {
        String scope = "/20260102/eu-central-1/connect/aws4_request, SignedHeaders=host, Signature=00";
        return Stream.of(
                Arguments.of("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE" + scope, "AKIDEXAMPLE"),
                Arguments.of("AWS4-HMAC-SHA256 Credential=" + scope, null),
                Arguments.of("AWS4-HMAC-SHA256 Credential=AKID", "AKID"),
                Arguments.of("AWS4-HMAC-SHA256 Credential=AKID/,", "AKID"),
                Arguments.of("AWS4-HMAC-SHA256 Credential=", null),
                Arguments.of("AWS4-HMAC-SHA256 Credential=" + "A".repeat(129) + scope, null),
                Arguments.of("AWS4-HMAC-SHA256 Credential=\u00e4" + scope, null),
                Arguments.of("Basic YTpi", null),
                Arguments.of("", null));
    }

    @ParameterizedTest
    @MethodSource("authorizations")
    void the_access_key_is_read_if_it_can_be_and_never_verified(String authorization, @Nullable String key)
            throws IOException {
        Map<String, String> headers = Map.of("Authorization", authorization, "amz-sdk-invocation-id", "one-call");
        Response response =
                RawHttp.exchange(server.port(), RawHttp.request("POST", "/greet", headers, "{}".getBytes(UTF_8)));
        assertThat(response.status()).isEqualTo(200);
        assertThat(call.get().credential().accessKeyId()).isEqualTo(key);
        assertThat(call.get().invocationId()).isEqualTo("one-call");
        assertThat(call.get().operation()).isEqualTo("Greet");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 129, 5000})
    void an_invocation_id_of_no_length_or_too_much_is_ignored(int length) throws IOException {
        Map<String, String> headers = Map.of("amz-sdk-invocation-id", "x".repeat(length));
        RawHttp.exchange(server.port(), RawHttp.request("POST", "/greet", headers, new byte[0]));
        assertThat(call.get().invocationId()).isNull();
    }

    @Test
    void a_connection_serves_more_requests_than_tomcat_lets_it_by_default() throws IOException {
        try (RawHttp connection = new RawHttp(server.port())) {
            for (int i = 0; i < 300; i++) {
                connection.send(RawHttp.post("/greet", "{}"));
                assertThat(connection.receive().closes()).isFalse();
            }
        }
    }

    @Test
    void a_client_that_asks_first_whether_to_send_is_told_to_go_on() throws IOException {
        try (RawHttp connection = new RawHttp(server.port())) {
            connection.send(("POST /greet HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n"
                            + "{\"Count\":2}")
                    .getBytes(UTF_8));
            assertThat(connection.receive().text()).isEqualTo("{\"Count\":2}");
        }
    }

    private static void assertError(Response response, int status, String type) {
        JsonNode body = JsonMapper.shared().readTree(response.body());
        assertThat(body.get("Message").asString()).isNotBlank();
        assertThat(body.get("__type").asString()).isEqualTo(type);
        assertThat(response.header("x-amzn-errortype")).isEqualTo(type);
        assertThat(response.header("content-type")).isEqualTo("application/json");
        assertThat(response.header("x-amzn-requestid")).hasSize(36);
        assertThat(response.status()).isEqualTo(status);
    }
}
