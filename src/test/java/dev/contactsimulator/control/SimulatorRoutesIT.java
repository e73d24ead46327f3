package dev.contactsimulator.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.control.Caller.Response;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RawHttp;
import dev.contactsimulator.support.RunningSimulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SimulatorRoutesIT {

    private static final String HASH = "000000000000000000000000000000000000000000000000000000000000000";

    private final RunningSimulator simulator = RunningSimulator.shared();
    private final Caller caller = new Caller(simulator);
    private final Customer customer = Customer.of(simulator);

    @Test
    void a_simulator_that_can_serve_is_ready() {
        Response health = caller.get("/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body().get("status").asString()).isEqualTo("ready");
    }

    @Test
    void it_says_what_it_is_and_where_the_data_is() {
        JsonNode info = caller.get("/info").body();

        assertThat(info.get("name").asString()).isEqualTo("contact-simulator");
        assertThat(info.get("version").asString()).matches("\\d+\\.\\d+.*");
        assertThat(info.get("region").asString()).isEqualTo("us-east-1");
        assertThat(info.get("accountId").asString()).isEqualTo("111122223333");
        assertThat(info.get("instanceArn").asString())
                .endsWith(":instance/" + info.get("instanceId").asString());
        assertThat(UUID.fromString(info.get("flowId").asString())).isNotNull();
        assertThat(info.get("storage").asString()).isEqualTo("external");
        assertThat(info.get("database").asString())
                .isEqualTo(simulator.database().url().replaceFirst("\\?.*", ""));
    }

    @Test
    void the_ids_of_the_instance_and_of_its_flow_can_be_set() {
        String instance = "11111111-2222-4333-8444-555555555555";
        String flow = "66666666-7777-4888-8999-000000000000";
        try (var configured = RunningSimulator.start(
                "simulator.connect.instance-id=" + instance, "simulator.connect.flow-id=" + flow)) {
            JsonNode info = new Caller(configured).get("/info").body();

            assertThat(info.get("instanceArn").asString()).endsWith(":instance/" + instance);
            assertThat(info.get("flowId").asString()).isEqualTo(flow);
        }
    }

    @Test
    void the_routes_are_listed_with_method_path_summary_and_parameters() {
        JsonNode routes = caller.get("/").body().get("routes");

        assertThat(routes)
                .extracting(route ->
                        route.get("method").asString() + " " + route.get("path").asString())
                .contains(
                        "GET /_simulator/",
                        "GET /_simulator/contacts",
                        "GET /_simulator/contacts/{ContactId}/transcript",
                        "GET /_simulator/health",
                        "POST /_simulator/log/verify",
                        "POST /_simulator/reset");
        assertThat(routes)
                .allSatisfy(route ->
                        assertThat(route.get("summary").asString()).isNotBlank().doesNotContain("\n"));
        assertThat(routes)
                .filteredOn(route -> route.get("path").asString().equals("/_simulator/contacts"))
                .singleElement()
                .satisfies(route -> assertThat(route.get("parameters"))
                        .extracting(parameter -> parameter.get("name").asString())
                        .contains("limit", "nextToken"));
    }

    @Test
    void rebuilding_the_views_finds_every_row_as_the_log_says() {
        customer.says("hello");
        caller.get("/contacts");

        JsonNode rebuilt = caller.post("/views/rebuild", "").body();

        assertThat(rebuilt.get("events").asLong()).isPositive();
        assertThat(rebuilt.get("rowsChanged").asInt()).isZero();
    }

    @Test
    void a_contact_is_listed_as_soon_as_it_was_answered() {
        String id = customer.says("hello").contactId();

        JsonNode list = caller.get("/contacts?sourceId=" + source()).body();

        assertThat(list.get("totalCount").asInt()).isEqualTo(1);
        JsonNode contact = list.get("contacts").get(0);
        assertThat(contact.get("contactId").asString()).isEqualTo(id);
        assertThat(contact.get("active").asBoolean()).isTrue();
        assertThat(contact.get("messages").asInt()).isEqualTo(1);
        assertThat(contact.get("sourceId").asString()).isEqualTo(customer.sourceId());
        assertThat(contact.has("endedAt")).isFalse();
    }

    @Test
    void contacts_are_listed_newest_first_a_page_at_a_time() {
        List<String> begun = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            begun.addFirst(customer.says("hello").contactId());
            customer.leaves();
        }
        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = caller.get("/contacts?active=false&limit=1&sourceId=" + source() + next)
                    .body();
            page.get("contacts")
                    .forEach(contact -> listed.add(contact.get("contactId").asString()));
            next = page.has("nextToken") ? "&nextToken=" + page.get("nextToken").asString() : null;
        } while (next != null);

        assertThat(listed).containsExactlyElementsOf(begun);
        assertThat(caller.get("/contacts?active=true&sourceId=" + source())
                        .body()
                        .get("contacts"))
                .isEmpty();
    }

    @Test
    void a_transcript_has_what_was_said() {
        String id = customer.says("hello").contactId();
        customer.says("anybody there?");
        customer.leaves();

        JsonNode items = caller.get("/contacts/" + id + "/transcript").body().get("items");

        assertThat(items)
                .extracting(item -> item.get("contentType").asString())
                .containsExactly(
                        "application/vnd.amazonaws.connect.event.participant.joined",
                        "text/plain",
                        "text/plain",
                        "application/vnd.amazonaws.connect.event.participant.left",
                        "application/vnd.amazonaws.connect.event.chat.ended");
        assertThat(items.get(2).get("content").asString()).isEqualTo("anybody there?");
        assertThat(items.get(2).get("participantRole").asString()).isEqualTo("CUSTOMER");
        assertThat(items.get(2).get("absoluteTime").asString()).matches("....-..-..T..:..:..\\....Z");
        assertThat(items.get(4).has("participantRole")).isFalse();
    }

    @Test
    void a_transcript_comes_in_pages() {
        String id = customer.says("one").contactId();
        customer.says("two");
        customer.leaves();

        List<String> types = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    caller.get("/contacts/" + id + "/transcript?limit=2" + next).body();
            assertThat(page.get("items").size()).isLessThanOrEqualTo(2);
            page.get("items").forEach(item -> types.add(item.get("type").asString()));
            next = page.has("nextToken") ? "&nextToken=" + page.get("nextToken").asString() : null;
        } while (next != null);

        assertThat(types).containsExactly("EVENT", "MESSAGE", "MESSAGE", "EVENT", "EVENT");
    }

    @Test
    void the_events_of_a_contact_are_shown_as_they_are_stored() {
        String call = UUID.randomUUID().toString();
        String id = customer.says("hello", call).contactId();

        JsonNode events = caller.get("/contacts/" + id + "/events").body().get("events");

        assertThat(events)
                .extracting(event -> event.get("type").asString())
                .containsExactly("ContactCreated", "ParticipantJoined", "MessageSent");
        assertThat(events).extracting(event -> event.get("sequence").asInt()).containsExactly(0, 1, 2);
        JsonNode message = events.get(2);
        assertThat(message.get("data").get("message").get("content").asString()).isEqualTo("hello");
        assertThat(message.get("metadata").get("invocationId").asString()).isEqualTo(call);
        assertThat(message.get("metadata").get("operation").asString()).isEqualTo("SendChatIntegrationEvent");
        assertThat(message.get("position").asLong()).isPositive();
    }

    @Test
    void the_events_of_a_contact_come_in_pages() {
        String id = customer.says("hello").contactId();

        JsonNode first = caller.get("/contacts/" + id + "/events?limit=2").body();
        JsonNode second = caller.get("/contacts/" + id + "/events?limit=2&nextToken="
                        + first.get("nextToken").asString())
                .body();

        assertThat(first.get("events")).hasSize(2);
        assertThat(second.get("events")).hasSize(1);
        assertThat(second.has("nextToken")).isFalse();
    }

    @Test
    void the_log_is_paged_to_its_head() {
        customer.says("hello");
        JsonNode head = caller.get("/log").body();
        JsonNode last = null;
        JsonNode page;
        String next = "0";
        do {
            page = caller.get("/log/events?limit=500&nextToken=" + next).body();
            last = page.get("events").get(page.get("events").size() - 1);
            next = page.path("nextToken").asString("");
        } while (!next.isEmpty());

        assertThat(last.get("position").asLong()).isEqualTo(head.get("position").asLong());
        assertThat(last.get("hash").asString()).isEqualTo(head.get("hash").asString());
    }

    @Test
    void the_log_is_verified_also_against_a_head_that_somebody_kept() {
        customer.says("hello");
        JsonNode kept = caller.get("/log").body();
        customer.says("hello again");
        String position = "?position=" + kept.get("position").asLong();

        JsonNode verified = caller.post("/log/verify", "").body();
        JsonNode against = caller.post(
                        "/log/verify" + position + "&hash=" + kept.get("hash").asString(), "")
                .body();
        Response differing = caller.post("/log/verify" + position + "&hash=" + "0".repeat(64), "");
        JsonNode flaw = differing.body().get("flaws").get(0);

        assertThat(verified.get("passed").asBoolean()).isTrue();
        assertThat(verified.get("events").asLong())
                .isEqualTo(verified.get("head").get("position").asLong());
        assertThat(verified.has("flaws")).isFalse();
        assertThat(against.get("passed").asBoolean()).isTrue();
        assertThat(differing.status()).isEqualTo(409);
        assertThat(differing.body().get("passed").asBoolean()).isFalse();
        assertThat(flaw.get("position").asLong()).isEqualTo(kept.get("position").asLong());
        assertThat(flaw.get("flaw").asString()).isEqualTo("NOT_AS_REMEMBERED");
        assertThat(flaw.get("expected").asString()).isEqualTo("0".repeat(64));
        assertThat(flaw.get("found").asString()).isEqualTo(kept.get("hash").asString());
        assertThat(flaw.has("contactId") && flaw.has("eventId") && flaw.has("time"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?hash=0" + HASH, "?position=1", "?position=1&hash=00", "?position=1&hash=g" + HASH})
    void what_is_verified_against_is_a_whole_head(String query) {
        assertThat(caller.post("/log/verify" + query, "").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contacts?limit=0",
                "/contacts?limit=101",
                "/contacts?limit=x",
                "/contacts?active=perhaps",
                "/contacts?nextToken=x",
                "/log/events?after=-1",
                "/log/events?limit=1001",
                "/log/events?after=99999999999999999999999"
            })
    void what_is_not_allowed_is_answered_with_400(String path) {
        Response response = caller.get(path);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.errorType()).isEqualTo("InvalidRequestException");
        assertThat(response.body().get("Message").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contacts/no-id/events",
                "/contacts/00000000-0000-4000-8000-000000000000/events",
                "/contacts/00000000-0000-4000-8000-000000000000/transcript"
            })
    void a_contact_that_is_not_there_is_answered_with_404(String path) {
        Response response = caller.get(path);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.errorType()).isEqualTo("ResourceNotFoundException");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /contacts, 'GET, HEAD'",
        "POST, /info, 'GET, HEAD'",
        "GET, /log/verify, POST",
        "PUT, /contacts/00000000-0000-4000-8000-000000000000/events, 'GET, HEAD'",
        "OPTIONS, /reset, POST",
        "TRACE, /log, 'GET, HEAD'"
    })
    void a_wrong_method_is_answered_with_those_that_the_path_has(String method, String path, String allowed)
            throws IOException {
        RawHttp.Response response = RawHttp.exchange(
                simulator.baseUrl().getPort(), method + " /_simulator" + path + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("allow")).isEqualTo(allowed);
        assertThat(response.header("x-amzn-errortype")).isEqualTo("MethodNotAllowedException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/info", "/log", "/contacts"})
    void head_answers_what_get_does_without_the_body(String path) throws IOException {
        try (RawHttp connection = new RawHttp(simulator.baseUrl().getPort())) {
            connection.send(("HEAD /_simulator" + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .getBytes(ISO_8859_1));
            String response = new String(connection.rest(), ISO_8859_1);

            assertThat(response).startsWith("HTTP/1.1 200").contains("application/json");
            assertThat(response.substring(response.indexOf("\r\n\r\n"))).isBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /contacts?limt=1, 'limt: it takes sourceId, destinationId, active, limit, nextToken.'",
        "GET, /log/events?From=1, 'From: it takes after, limit, nextToken.'",
        "GET, /health?verbose, 'verbose: it takes none.'",
        "POST, /log/verify?sequence=1, 'sequence: it takes position, hash.'",
        "GET, /info?%3Cb%3E=1, 'This route has no query parameter that was sent: it takes none.'"
    })
    void an_unknown_query_parameter_is_refused_by_name(String method, String path, String message) {
        Response response = method.equals("GET") ? caller.get(path) : caller.post(path, "");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.errorType()).isEqualTo("InvalidRequestException");
        assertThat(response.body().get("Message").asString()).endsWith(message);
    }

    @Test
    void every_route_says_what_it_is() {
        List<SimulatorRoute.Description> routes = simulator.beans(SimulatorRoutes.class).stream()
                .flatMap(each -> each.simulatorRoutes().stream())
                .map(SimulatorRoute::description)
                .toList();

        assertThat(routes).hasSizeGreaterThan(8).allSatisfy(route -> {
            assertThat(route.path()).startsWith("/_simulator/");
            assertThat(route.summary()).isNotBlank().doesNotContain("\n");
            assertThat(route.parameters())
                    .allSatisfy(parameter -> assertThat(parameter.summary()).isNotBlank());
        });
    }

    @Test
    void there_is_no_ceiling_unless_it_is_asked_for() {
        assertThat(caller.post("/ceiling", "{}").status()).isEqualTo(404);
    }

    private String source() {
        return customer.sourceId().replace("+", "%2B");
    }
}
