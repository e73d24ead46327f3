package dev.contactsimulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.FakeSns;
import dev.contactsimulator.support.RunningSimulator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeliveryRoutesIT {

    /** The machine may be busy with other things. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:items";

    private static FakeSns sns;
    private static RunningSimulator simulator;
    private static Caller caller;

    @BeforeAll
    static void start() throws IOException {
        sns = new FakeSns();
        simulator = RunningSimulator.start(
                "simulator.delivery.sns.endpoint=" + sns.url(),
                "simulator.delivery.first-retry=10ms",
                "simulator.delivery.max-attempts=2");
        caller = new Caller(simulator);
    }

    @AfterAll
    static void stop() {
        simulator.close();
        sns.close();
    }

    private static String chat(RunningSimulator where, String... texts) {
        Customer customer = Customer.of(where).streamingTo(TOPIC);
        String contact = "";
        for (String text : texts) contact = customer.says(text).contactId();
        return contact;
    }

    private static List<JsonNode> list(Caller from, String query) {
        List<JsonNode> deliveries = new ArrayList<>();
        String token = null;
        do {
            Caller.Response response =
                    from.get("/deliveries?destination=sns&" + query + (token == null ? "" : "&nextToken=" + token));
            assertThat(response.status()).as(response.text()).isEqualTo(200);
            response.body().path("deliveries").forEach(deliveries::add);
            token = response.body().path("nextToken").asString(null);
        } while (token != null);
        return deliveries;
    }

    private static List<String> states(String contact) {
        return list(caller, "contactId=" + contact).stream()
                .map(each -> each.path("state").asString())
                .toList();
    }

    private static List<String> texts(String contact) {
        return sns.messages().stream()
                .map(JsonMapper.shared()::readTree)
                .filter(item -> item.path("ContactId").asString().equals(contact) && item.has("Content"))
                .map(item -> item.path("Content").asString())
                .toList();
    }

    @Test
    void what_was_delivered_is_listed_with_its_payload_although_it_has_no_row() {
        String contact = chat(simulator, "one", "two");
        await().until(() -> states(contact), states -> states.equals(List.of("DELIVERED", "DELIVERED", "DELIVERED")));
        List<JsonNode> deliveries = list(caller, "limit=1&contactId=" + contact);
        assertThat(deliveries).hasSize(3);
        JsonNode two = deliveries.getLast();
        assertThat(two.path("target").asString()).isEqualTo(TOPIC);
        assertThat(two.path("deliveryId").asString()).matches("sns\\.\\d+\\.0");
        JsonNode payload = two.path("payload");
        assertThat(payload.path("topicArn").asString()).isEqualTo(TOPIC);
        assertThat(payload.path("messageAttributes").propertyNames()).hasSize(8);
        assertThat(JsonMapper.shared()
                        .readTree(payload.path("message").asString())
                        .path("Content")
                        .asString())
                .isEqualTo("two");
        assertThat(list(caller, "state=DELIVERED&contactId=" + contact)).hasSize(3);
        assertThat(list(caller, "state=PARKED&contactId=" + contact)).isEmpty();
    }

    @Test
    void parked_deliveries_are_driven_again_in_order() {
        sns.fails(true);
        String contact;
        try {
            contact = chat(simulator, "one", "two");
            await().until(() -> states(contact), states -> states.equals(List.of("PARKED", "PENDING", "PENDING")));
            JsonNode parked = list(caller, "state=PARKED&contactId=" + contact).getFirst();
            assertThat(parked.path("attempts").asInt()).isEqualTo(2);
            assertThat(parked.path("error").asString()).isEqualTo("500 InternalError");
        } finally {
            sns.fails(false);
        }
        Caller.Response redriven = caller.post("/deliveries/redrive?contactId=" + contact, "");
        assertThat(redriven.text()).isEqualTo("{\"changed\":1,\"more\":false}");
        await().until(() -> states(contact), states -> states.equals(List.of("DELIVERED", "DELIVERED", "DELIVERED")));
        assertThat(texts(contact)).containsExactly("one", "two");
    }

    @Test
    void what_waits_behind_a_dropped_delivery_goes_on() {
        sns.fails(true);
        String contact;
        try {
            contact = chat(simulator, "one", "two");
            await().until(() -> states(contact), states -> states.equals(List.of("PARKED", "PENDING", "PENDING")));
        } finally {
            sns.fails(false);
        }
        JsonNode parked = list(caller, "state=PARKED&contactId=" + contact).getFirst();
        String id = parked.path("deliveryId").asString();
        assertThat(caller.post("/deliveries/drop?id=" + id, "").status()).isEqualTo(200);
        await().until(() -> states(contact), states -> states.equals(List.of("DROPPED", "DELIVERED", "DELIVERED")));
        assertThat(texts(contact)).containsExactly("one", "two");
        assertThat(caller.post("/deliveries/drop?id=" + id, "").status()).isEqualTo(409);

        assertThat(caller.post("/deliveries/redrive?id=" + id, "").status()).isEqualTo(200);
        await().until(() -> states(contact), states -> states.equals(List.of("DELIVERED", "DELIVERED", "DELIVERED")));
    }

    @Test
    void a_duplicate_arrives_a_second_time() {
        String contact = chat(simulator, "again");
        await().until(() -> texts(contact).size() == 1);
        await().until(() -> states(contact), states -> states.equals(List.of("DELIVERED", "DELIVERED")));
        String id = list(caller, "contactId=" + contact)
                .getLast()
                .path("deliveryId")
                .asString();
        assertThat(caller.post("/deliveries/duplicate?id=" + id, "").status()).isEqualTo(200);
        await().until(() -> texts(contact).equals(List.of("again", "again")));
        await().until(() -> states(contact), states -> states.equals(List.of("DELIVERED", "DELIVERED", "DELIVERED")));
        assertThat(list(caller, "contactId=" + contact)
                        .getLast()
                        .path("deliveryId")
                        .asString())
                .isEqualTo(id + ".1");
    }

    @Test
    void without_an_endpoint_the_ledger_keeps_what_would_be_sent_and_says_so() {
        try (RunningSimulator alone = RunningSimulator.start()) {
            Caller there = new Caller(alone);
            String contact = chat(alone, "kept");
            await().until(() ->
                    list(there, "state=DELIVERED&contactId=" + contact).size() == 2);
            assertThat(there.get("/deliveries").body().path("note").asString())
                    .startsWith("No endpoint is set for sns")
                    .contains("the ledger alone has");
            String id = list(there, "contactId=" + contact)
                    .getLast()
                    .path("deliveryId")
                    .asString();
            assertThat(there.post("/deliveries/duplicate?id=" + id, "").status())
                    .isEqualTo(200);
            await().until(() ->
                    list(there, "state=DELIVERED&contactId=" + contact).size() == 3);
            assertThat(there.post("/reset", "").status()).isEqualTo(200);
            assertThat(list(there, "")).isEmpty();
        }
    }

    @Test
    void bad_requests_are_refused_with_a_reason() {
        assertThat(caller.get("/deliveries?state=LOST").text()).contains("state must be one of PENDING");
        assertThat(caller.get("/deliveries?contactId=x").status()).isEqualTo(400);
        assertThat(caller.get("/deliveries?nextToken=x").status()).isEqualTo(400);
        assertThat(caller.post("/deliveries/redrive", "").text()).contains("Name either one delivery");
        assertThat(caller.post("/deliveries/redrive?id=sns.1.0&state=PARKED", "")
                        .status())
                .isEqualTo(400);
        assertThat(caller.post("/deliveries/redrive?id=~.1.0", "").status()).isEqualTo(400);
        assertThat(caller.post("/deliveries/redrive?id=sns.99999999.0", "").status())
                .isEqualTo(404);
    }
}
