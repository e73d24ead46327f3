package dev.contactsimulator.delivery.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.support.RawHttp;
import dev.contactsimulator.support.RunningSimulator;
import dev.contactsimulator.token.ParticipantGrant;
import dev.contactsimulator.token.TokenPurpose;
import dev.contactsimulator.token.Tokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One socket: the handshake, the frames, and what it hears. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WebSocketIT {

    private static final RunningSimulator simulator =
            RunningSimulator.start("simulator.http.cors-origins=https://shop.example");
    private static final JsonMapper json = new JsonMapper();

    private final Chat chat = Chat.begin(simulator);

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void an_item_is_json_within_json_with_the_members_of_the_participant_service() {
        try (Listener listener = chat.listen()) {
            chat.say("Grüße \"and\" \u2028 more");

            listener.awaitSaid("Grüße \"and\" \u2028 more");
            JsonNode item = listener.items().getFirst();
            assertThat(item.propertyNames())
                    .containsExactly(
                            "AbsoluteTime",
                            "Content",
                            "ContentType",
                            "Id",
                            "Type",
                            "ParticipantId",
                            "DisplayName",
                            "ParticipantRole",
                            "InitialContactId",
                            "ContactId");
            assertThat(item.get("AbsoluteTime").asString())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(item.get("ParticipantRole").asString()).isEqualTo("CUSTOMER");
            assertThat(item.get("ContactId").asString())
                    .isEqualTo(chat.contact().toString());
            JsonNode frame = json.readTree(listener.frames().getLast());
            assertThat(frame.get("topic").asString()).isEqualTo("aws/chat");
            assertThat(frame.get("contentType").asString()).isEqualTo("application/json");
        }
    }

    @Test
    void heartbeats_and_pings_are_answered() {
        try (Listener listener = Listener.connect(chat.url())) {
            listener.send("{\"topic\":\"aws/ping\"}");
            listener.send("{\"topic\":\"aws/heartbeat\"}");

            await().until(() -> listener.frames().size() == 2);
            assertThat(listener.frames())
                    .containsExactly(
                            "{\"topic\":\"aws/ping\",\"statusCode\":200,\"statusContent\":\"OK\"}",
                            "{\"topic\":\"aws/heartbeat\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "1",
                "null",
                "{}",
                "{\"topic\":1}",
                "{\"topic\":\"aws/other\"}",
                "{\"topic\":null}",
                "{\"topic\":\"aws/ping\"}{",
            })
    void what_is_not_of_the_protocol_is_forbidden(String frame) {
        try (Listener listener = Listener.connect(chat.url())) {
            listener.send(frame);

            await().until(() -> !listener.frames().isEmpty());
            JsonNode response = json.readTree(listener.frames().getFirst());
            assertThat(response.get("message").asString()).isEqualTo("Forbidden");
            assertThat(response.propertyNames()).containsExactly("message", "connectionId", "requestId");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"topics\":[\"aws/other\"]}  | [\"aws/other\"]",
                "{\"topics\":[\"aws/chat\",\"aws/other\"]} | [\"aws/chat\",\"aws/other\"]",
                "{\"topics\":\"aws/chat\"} | []",
                "{\"topics\":[\"\\ud800\"]} | [\"\\uD800\"]",
                "{} | []",
                "3 | []",
            })
    void other_topics_cannot_be_subscribed_to(String content, String topics) {
        try (Listener listener = Listener.connect(chat.url())) {
            listener.send("{\"topic\":\"aws/subscribe\",\"content\":" + content + "}");

            await().until(() -> !listener.frames().isEmpty());
            assertThat(listener.frames().getFirst())
                    .isEqualTo("{\"topic\":\"aws/subscribe\",\"content\":{\"status\":\"failure\",\"topics\":" + topics
                            + "}}");
        }
    }

    @Test
    void a_socket_that_has_not_subscribed_hears_nothing_and_then_all_since_its_url_was_made() {
        URI url = chat.url();
        chat.say("before the connection");
        try (Listener listener = Listener.connect(url)) {
            chat.say("before the subscription");
            assertThat(listener.items()).isEmpty();

            listener.subscribe();
            chat.say("after it");

            listener.awaitSaid("before the connection", "before the subscription", "after it");
        }
    }

    @Test
    void more_than_a_page_is_caught_up_with_in_order() {
        IntStream.range(0, 100).forEach(number -> chat.say("known " + number));
        URI url = chat.url();
        String[] missed =
                IntStream.range(0, 200).mapToObj(number -> "missed " + number).toArray(String[]::new);
        for (String text : missed) chat.say(text);

        try (Listener listener = Listener.connect(url).subscribe()) {
            listener.awaitSaid(missed);
        }
    }

    @Test
    void a_second_subscription_changes_nothing() {
        try (Listener listener = chat.listen()) {
            chat.say("one");
            listener.awaitSaid("one");

            listener.send(Listener.SUBSCRIBE);
            await().until(() -> listener.frames().stream()
                            .filter(frame -> frame.contains("success"))
                            .count()
                    == 2);
            chat.say("two");

            listener.awaitSaid("one", "two");
        }
    }

    @Test
    void a_bot_joins_by_its_subscription() {
        ParticipantId bot = chat.inviteBot();
        try (Listener customer = chat.listen();
                Listener other = Listener.connect(chat.url(bot)).subscribe()) {
            for (Listener each : List.of(customer, other)) {
                await().until(() -> each.items().size() == 1);
                JsonNode joined = each.items().getFirst();
                assertThat(joined.get("ContentType").asString())
                        .isEqualTo("application/vnd.amazonaws.connect.event.participant.joined");
                assertThat(joined.get("ParticipantId").asString()).isEqualTo(bot.toString());
                assertThat(joined.get("ParticipantRole").asString()).isEqualTo("CUSTOM_BOT");
            }
        }
    }

    @Test
    void a_receipt_is_data_of_its_message() {
        ParticipantId bot = chat.inviteBot();
        try (Listener listener = chat.listen();
                Listener other = Listener.connect(chat.url(bot)).subscribe()) {
            chat.say("read this");
            listener.awaitSaid("read this");
            String message = listener.items().getLast().get("Id").asString();

            chat.sendEvent(bot, "application/vnd.amazonaws.connect.event.message.delivered", message);
            chat.sendEvent(bot, "application/vnd.amazonaws.connect.event.message.read", message);

            await().until(() -> listener.items().size() == 4);
            JsonNode delivered = listener.items().get(2);
            JsonNode read = listener.items().get(3);
            assertThat(read.get("Type").asString()).isEqualTo("MESSAGEMETADATA");
            assertThat(read.at("/MessageMetadata/MessageId").asString()).isEqualTo(message);
            assertThat(read.at("/MessageMetadata/Receipts/0/RecipientParticipantId")
                            .asString())
                    .isEqualTo(bot.toString());
            assertThat(read.at("/MessageMetadata/Receipts/0").propertyNames())
                    .containsExactly("ReadTimestamp", "RecipientParticipantId");
            assertThat(delivered.at("/MessageMetadata/Receipts/0").propertyNames())
                    .containsExactly("DeliveredTimestamp", "RecipientParticipantId");
            assertThat(other.items()).hasSize(4);
        }
    }

    @Test
    void the_end_of_the_chat_is_the_last_item_and_the_socket_is_closed_soon_after() {
        try (Listener listener = chat.listen()) {
            chat.stop();

            await().until(() -> !listener.items().isEmpty());
            JsonNode end = listener.items().getLast();
            assertThat(end.get("ContentType").asString())
                    .isEqualTo("application/vnd.amazonaws.connect.event.chat.ended");
            assertThat(end.has("ParticipantId")).isFalse();
            assertThat(listener.isClosed()).isFalse();
            assertThat(listener.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void an_end_between_connection_and_subscription_is_heard() {
        try (Listener listener = Listener.connect(chat.url())) {
            chat.stop();
            listener.subscribe();

            await().until(() -> listener.items().size() == 1);
            assertThat(listener.items().getFirst().get("ContentType").asString())
                    .endsWith(".chat.ended");
            assertThat(listener.awaitClose()).isEqualTo(1000);
        }
    }

    @Test
    void a_bot_that_has_left_hears_nothing_more() {
        ParticipantId bot = chat.inviteBot();
        try (Listener customer = chat.listen();
                Listener left = Listener.connect(chat.url(bot)).subscribe()) {
            chat.leave(bot);
            chat.say("is it gone?");

            customer.awaitSaid("is it gone?");
            assertThat(left.awaitClose()).isEqualTo(1000);
            assertThat(left.said()).isEmpty();
            assertThat(left.items().getLast().get("ContentType").asString()).endsWith(".participant.left");
        }
    }

    @Test
    void a_bot_that_was_not_in_time_is_refused() {
        ParticipantId bot = chat.inviteBot();
        URI url = chat.url(bot);
        simulator.clock().advance(Duration.ofSeconds(16));
        try (Listener listener = Listener.connect(url)) {
            listener.send(Listener.SUBSCRIBE);

            await().until(() -> !listener.frames().isEmpty());
            assertThat(listener.frames().getFirst()).contains("failure");
        }
    }

    @Test
    void a_url_is_good_for_100_seconds() {
        URI url = chat.url();
        simulator.clock().advance(Duration.ofSeconds(99));
        Listener.connect(url).close();

        simulator.clock().advance(Duration.ofSeconds(2));

        assertThat(Listener.refusal(url)).isEqualTo(403);
    }

    @Test
    void nobody_else_gets_a_socket() {
        URI stranger = chat.url(new ParticipantId(UUID.randomUUID()));
        URI unknown = Listener.url(simulator, new ContactId(UUID.randomUUID()), chat.customer());
        URI ended = chat.url();
        chat.stop();
        URI path = URI.create("ws://127.0.0.1:" + simulator.baseUrl().getPort() + "/participant/websocket");
        String connectionToken = new ParticipantGrant(chat.contact(), chat.customer())
                .token(simulator.bean(Tokens.class), TokenPurpose.CONNECTION);

        assertThat(List.of(
                        stranger,
                        unknown,
                        ended,
                        path,
                        URI.create(path + "?token=none"),
                        URI.create(path + "?token=" + connectionToken)))
                .allSatisfy(url -> assertThat(Listener.refusal(url)).isEqualTo(403));
    }

    @Test
    void a_page_of_another_origin_is_refused_unless_it_is_listed() {
        String own = "http://127.0.0.1:" + simulator.baseUrl().getPort();
        assertThat(Listener.refusal(chat.url(), "Origin", "https://evil.example"))
                .isEqualTo(403);
        assertThat(Listener.refusal(chat.url(), "Origin", "null")).isEqualTo(403);
        assertThat(Listener.refusal(chat.url(), "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(Listener.refusal(chat.url(), "Origin", "https://shop.example", "Sec-Fetch-Site", "cross-site"))
                .isEqualTo(101);
        assertThat(Listener.refusal(chat.url(), "Origin", own)).isEqualTo(101);
        assertThat(Listener.refusal(chat.url())).isEqualTo(101);
    }

    private RawHttp.Response exchange(String headers) throws Exception {
        URI url = chat.url();
        return RawHttp.exchange(
                url.getPort(),
                "GET " + url.getPath() + "?" + url.getQuery() + " HTTP/1.1\r\nHost: 127.0.0.1:" + url.getPort() + "\r\n"
                        + headers + "\r\n");
    }

    @Test
    void a_plain_request_is_answered_as_one_to_a_path_without_a_route() throws Exception {
        RawHttp.Response response = exchange("");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.header("x-amzn-errortype")).isEqualTo("UnknownOperationException");
    }

    @Test
    void a_handshake_of_another_version_is_refused_in_json() throws Exception {
        RawHttp.Response response = exchange("Upgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.header("sec-websocket-version")).isEqualTo("13");
        assertThat(response.header("x-amzn-errortype")).isEqualTo("MalformedHttpRequestException");
    }

    @Test
    void a_handshake_without_a_key_is_refused_in_json() throws Exception {
        RawHttp.Response response =
                exchange("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.header("content-type")).startsWith("application/json");
    }

    @Test
    void a_client_that_stops_reading_is_closed_and_holds_up_nobody() {
        ParticipantId bot = chat.inviteBot();
        try (Listener stuck = Listener.connectDeaf(chat.url());
                Listener listener = Listener.connect(chat.url(bot)).subscribe()) {
            stuck.send(Listener.SUBSCRIBE);
            int messages = 0;
            while (simulator.bean(LiveItems.class).sockets(chat.contact()) == 2) {
                chat.say(messages + "x".repeat(1_000));
                messages++;
                assertThat(messages).isLessThan(20_000);
            }

            int sent = messages;
            await().until(() -> listener.said().size() == sent);
            assertThat(listener.isClosed()).isFalse();
        }
    }

    @Test
    void a_frame_that_is_too_large_ends_the_connection() {
        try (Listener listener = Listener.connect(chat.url())) {
            listener.send("x".repeat(10_000));

            assertThat(listener.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void a_reset_closes_the_sockets_so_that_their_clients_connect_again() throws Exception {
        try (Listener subscribed = chat.listen();
                Listener connected = Listener.connect(chat.url())) {
            RawHttp.exchange(
                    simulator.baseUrl().getPort(),
                    "POST /_simulator/reset HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");

            assertThat(subscribed.awaitClose()).isEqualTo(1012);
            assertThat(connected.awaitClose()).isEqualTo(1012);
        }
        Chat next = Chat.begin(simulator);
        try (Listener listener = next.listen()) {
            next.say("again");
            listener.awaitSaid("again");
        }
    }

    @Test
    void a_stop_of_the_program_closes_the_sockets() {
        Listener listener;
        try (RunningSimulator stopping = RunningSimulator.start()) {
            listener = Chat.begin(stopping).listen();
        }
        assertThat(listener.awaitClose()).isEqualTo(1001);
    }

    @Test
    void the_clock_says_when_a_url_ends() {
        Clock clock = simulator.bean(Clock.class);
        ParticipantGrant past = new ParticipantGrant(chat.contact(), chat.customer()).until(clock.instant());
        String token = past.token(simulator.bean(Tokens.class), TokenPurpose.WEBSOCKET);
        URI url =
                URI.create("ws://127.0.0.1:" + simulator.baseUrl().getPort() + "/participant/websocket?token=" + token);

        assertThat(Listener.refusal(url)).isEqualTo(403);
    }
}
