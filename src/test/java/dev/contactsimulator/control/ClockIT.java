package dev.contactsimulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RunningSimulator;
import dev.contactsimulator.support.TestPostgres;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The clock as its route moves it, on two nodes. */
class ClockIT {

    private static final TestPostgres.Database database = TestPostgres.newDatabase();
    private static final RunningSimulator node = RunningSimulator.startOnItsOwnClock(database);
    private static final RunningSimulator otherNode = RunningSimulator.startOnItsOwnClock(database);

    private final Caller caller = new Caller(node);
    private final Caller otherCaller = new Caller(otherNode);

    @AfterAll
    static void stop() {
        otherNode.close();
        node.close();
    }

    @BeforeEach
    void reset() {
        assertThat(caller.post("/reset", "").status()).isEqualTo(200);
    }

    private JsonNode put(String body) {
        Caller.Response response = caller.put("/clock", body.replace('\'', '"'));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.body();
    }

    private JsonNode contact(String id) {
        for (JsonNode contact : otherCaller.get("/contacts").body().get("contacts")) {
            if (contact.get("contactId").asString().equals(id)) return contact;
        }
        throw new AssertionError("no contact " + id);
    }

    private static Instant time(JsonNode clock) {
        return Instant.parse(clock.get("time").asString());
    }

    @Test
    void it_is_real_at_first_and_after_a_reset() {
        put("{'set':'2040-01-01T00:00:00Z','mode':'FROZEN'}");

        reset();

        JsonNode clock = caller.get("/clock").body();
        assertThat(clock.get("mode").asString()).isEqualTo("REAL");
        assertThat(time(clock)).isEqualTo(Instant.parse(clock.get("realTime").asString()));
        await().untilAsserted(() -> assertThat(
                        otherCaller.get("/clock").body().get("mode").asString())
                .isEqualTo("REAL"));
    }

    @Test
    void all_nodes_share_a_frozen_clock_also_after_a_restart() {
        Instant set = Instant.parse("2026-03-02T10:00:00.123Z");
        put("{'mode':'FROZEN','set':'" + set + "'}");

        assertThat(node.bean(Clock.class).instant()).isEqualTo(set);
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(otherNode.bean(Clock.class).instant()).isEqualTo(set));
        try (RunningSimulator restarted = RunningSimulator.startOnItsOwnClock(database)) {
            assertThat(restarted.bean(Clock.class).instant()).isEqualTo(set);
        }
        put("{'advance':'PT1.5S'}");
        assertThat(node.bean(Clock.class).instant()).isEqualTo(set.plusMillis(1_500));
    }

    @Test
    void a_chat_lives_through_25_hours_in_a_moment() {
        String contact = Customer.of(node).says("hello").contactId();
        Instant started = Instant.parse(contact(contact).get("initiatedAt").asString());

        put("{'advance':'PT25H'}");

        JsonNode ended = contact(contact);
        assertThat(ended.get("disconnectReason").asString()).isEqualTo("EXPIRED");
        assertThat(Instant.parse(ended.get("endedAt").asString())).isEqualTo(started.plus(Duration.ofHours(25)));
        assertThat(caller.get("/clock").body().get("mode").asString()).isEqualTo("RUNNING");
    }

    @Test
    void what_falls_due_on_the_way_happens_in_order() {
        List<String> contacts =
                new ArrayList<>(List.of(Customer.of(node).says("hello").contactId()));
        for (int hour = 1; hour <= 3; hour++) {
            put("{'advance':'PT1H'}");
            contacts.add(Customer.of(node).says("hello").contactId());
        }

        put("{'advance':'P9D'}");

        List<String> ended = new ArrayList<>();
        for (JsonNode event : caller.get("/log/events").body().get("events")) {
            if (event.get("type").asString().equals("Disconnected"))
                ended.add(event.get("contactId").asString());
        }
        assertThat(ended).isEqualTo(contacts);
    }

    @Test
    void it_goes_back_only_while_the_log_is_empty() {
        put("{'set':'2040-01-01T00:00:00Z'}");
        put("{'set':'2026-03-02T10:00:00Z'}");
        String contact = Customer.of(node).says("hello").contactId();
        assertThat(Instant.parse(contact(contact).get("initiatedAt").asString()))
                .isBetween(Instant.parse("2026-03-02T10:00:00Z"), Instant.parse("2026-03-02T10:05:00Z"));

        Caller.Response refused = caller.put("/clock", "{\"set\":\"2026-03-02T09:00:00Z\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errorType()).isEqualTo("ConflictException");
        put("{'set':'2040-01-01T00:00:00Z'}");
        assertThat(caller.put("/clock", "{\"mode\":\"REAL\"}").status()).isEqualTo(409);
        assertThat(contact(contact).get("disconnectReason").asString()).isEqualTo("EXPIRED");
    }

    @Test
    void it_goes_faster_than_real_time() {
        Instant before = time(put("{'mode':'RUNNING','scale':1000000}"));
        await().until(() ->
                Duration.between(before, node.bean(Clock.class).instant()).compareTo(Duration.ofHours(1)) > 0);
        assertThat(put("{'mode':'FROZEN'}").get("scale").asDouble()).isZero();
        assertThat(put("{'mode':'RUNNING'}").get("scale").asDouble()).isEqualTo(1);
    }

    @Test
    void the_date_of_responses_follows_it() throws Exception {
        put("{'mode':'FROZEN','set':'2026-03-02T10:00:00.999Z'}");
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String path : List.of("/_simulator/health", "/no-such-path", "/_simulator/log/events")) {
                HttpResponse<String> response = http.send(
                        HttpRequest.newBuilder(node.baseUrl().resolve(path)).build(), BodyHandlers.ofString());
                assertThat(response.headers().allValues("Date")).containsExactly("Mon, 02 Mar 2026 10:00:00 GMT");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                              | The body needs mode, set, advance or scale.",
                "{'advanced':'PT1H'}                             | This route has no member advanced: it takes",
                "{'mode':'STOPPED'}                              | /mode",
                "{'set':'tomorrow'}                              | set must be a time such as",
                "{'set':'12026-03-02T10:00:00Z'}                 | set must be a time",
                "{'set':'1969-03-02T10:00:00Z'}                  | set must be a time in the years",
                "{'advance':'25h'}                               | advance must be a duration such as",
                "{'advance':'-PT1H'}                             | advance must not be negative",
                "{'advance':'P99999999D'}                        | advance must be less than",
                "{'advance':'PT1H','set':'2040-01-01T00:00:00Z'} | set and advance exclude each other.",
                "{'scale':0}                                     | scale must be above 0",
                "{'scale':1e9}                                   | scale must be above 0",
                "{'scale':'60'}                                  | is not a number",
                "{'mode':'FROZEN','scale':2}                     | The mode FROZEN excludes scale.",
                "{'mode':'REAL','advance':'PT1H'}                | The mode REAL excludes"
            })
    void what_makes_no_sense_is_refused_and_changes_nothing(String body, String message) {
        Caller.Response response = caller.put("/clock", body.replace('\'', '"'));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains(message);
        assertThat(caller.get("/clock").body().get("mode").asString()).isEqualTo("REAL");
    }
}
