package dev.contactsimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.connect.Instance;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.StoredEvent;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RunningSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ChatEvent;
import software.amazon.awssdk.services.connect.model.ChatEventType;
import software.amazon.awssdk.services.connect.model.Contact;
import software.amazon.awssdk.services.connect.model.ContactInitiationMethod;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.NewSessionDetails;
import software.amazon.awssdk.services.connect.model.SendChatIntegrationEventRequest;
import software.amazon.awssdk.services.connect.model.SendChatIntegrationEventResponse;

/** SendChatIntegrationEvent as an unmodified SDK sees it. The comments name the test vectors of the fact sheet. */
class SendChatIntegrationEventIT {

    private static final String DESTINATION = Customer.DESTINATION;
    private static final String OTHER_DESTINATION = DESTINATION.replace("phone-0", "phone-1");
    private static final String CONNECT = "application/vnd.amazonaws.connect.";
    private static final AtomicInteger numbers = new AtomicInteger(5_550_000);

    private static RunningSimulator simulator;
    private static ConnectClient connect;
    private static String instanceId;

    /** The number of somebody who has not written before. */
    private final String sourceId = "+1206" + numbers.incrementAndGet();

    @BeforeAll
    static void start() {
        simulator = RunningSimulator.shared();
        connect = simulator.connectClient();
        instanceId = simulator.bean(Instance.class).id();
    }

    @AfterAll
    static void stop() {
        connect.close();
    }

    private SendChatIntegrationEventResponse send(Consumer<SendChatIntegrationEventRequest.Builder> request) {
        return connect.sendChatIntegrationEvent(builder -> {
            builder.sourceId(sourceId).destinationId(DESTINATION).subtype("connect:SMS");
            request.accept(builder);
        });
    }

    private SendChatIntegrationEventResponse send(ChatEvent event) {
        return send(request -> request.event(event));
    }

    private static ChatEvent message(String contentType, String content) {
        return ChatEvent.builder()
                .type(ChatEventType.MESSAGE)
                .contentType(contentType)
                .content(content)
                .build();
    }

    private static ChatEvent text(String content) {
        return message("text/plain", content);
    }

    private static ChatEvent event(String type, String content) {
        return ChatEvent.builder()
                .type(ChatEventType.EVENT)
                .contentType(CONNECT + "event." + type)
                .content(content)
                .build();
    }

    private static final ChatEvent DISCONNECT =
            ChatEvent.builder().type(ChatEventType.DISCONNECT).build();

    private SendChatIntegrationEventResponse start(Consumer<NewSessionDetails.Builder> details) {
        return send(request -> request.event(text("hello")).newSessionDetails(details));
    }

    private static List<StoredEvent> events(String contactId) {
        return simulator.bean(EventLog.class).readContact(UUID.fromString(contactId), 0, 1_000);
    }

    private static List<String> types(String contactId) {
        return events(contactId).stream().map(StoredEvent::type).toList();
    }

    private static Contact describe(String contactId) {
        return connect.describeContact(request -> request.instanceId(instanceId).contactId(contactId))
                .contact();
    }

    private void assertNoContact() {
        assertThat(send(DISCONNECT).initialContactId()).isNull();
    }

    @Test // 1
    void the_first_message_creates_a_contact() {
        SendChatIntegrationEventResponse response = send(text("hello"));
        assertThat(response.newChatCreated()).isTrue();
        assertThat(UUID.fromString(response.initialContactId())).hasToString(response.initialContactId());
        Contact contact = describe(response.initialContactId());
        assertThat(contact.channelAsString()).isEqualTo("CHAT");
        assertThat(contact.initiationMethod()).isEqualTo(ContactInitiationMethod.API);
        assertThat(contact.chatMetrics().customerMetrics().messagesSent()).isEqualTo(1);
        assertThat(types(response.initialContactId()))
                .containsExactly("ContactCreated", "ParticipantJoined", "MessageSent");
    }

    @Test // 2
    void the_second_message_is_for_the_same_contact() {
        String contactId = send(text("hello")).initialContactId();
        SendChatIntegrationEventResponse second = send(text("second"));
        assertThat(second.newChatCreated()).isFalse();
        assertThat(second.initialContactId()).isEqualTo(contactId);
        assertThat(describe(contactId).chatMetrics().chatContactMetrics().totalMessages())
                .isEqualTo(2);
    }

    @Test // 3, 4, 6
    void source_destination_and_subtype_name_a_chat_together() {
        List<String> contactIds = Stream.<Consumer<SendChatIntegrationEventRequest.Builder>>of(
                        request -> {},
                        request -> request.sourceId(sourceId + "0"),
                        request -> request.destinationId(OTHER_DESTINATION),
                        request -> request.subtype(null),
                        request -> request.subtype("connect:WhatsApp"))
                .map(change -> send(request -> change.accept(request.event(text("hello")))))
                .peek(response -> assertThat(response.newChatCreated()).isTrue())
                .map(SendChatIntegrationEventResponse::initialContactId)
                .toList();
        assertThat(contactIds).doesNotHaveDuplicates().hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect:sms", "CONNECT:Sms"})
    void the_spelling_of_a_subtype_does_not_matter(String subtype) {
        String contactId = send(text("hello")).initialContactId();
        assertThat(send(request -> request.subtype(subtype).event(text("again")))
                        .initialContactId())
                .isEqualTo(contactId);
    }

    @Test // 7, 9
    void a_disconnect_ends_the_contact_and_the_next_message_opens_another() {
        String contactId = send(text("hello")).initialContactId();
        SendChatIntegrationEventResponse end = send(DISCONNECT);
        assertThat(end.initialContactId()).isEqualTo(contactId);
        assertThat(end.newChatCreated()).isFalse();
        assertThat(types(contactId)).endsWith("ParticipantLeft", "Disconnected");
        assertThat(describe(contactId).disconnectReason()).isEqualTo("CUSTOMER_DISCONNECT");
        assertThat(describe(contactId).disconnectTimestamp()).isNotNull();

        SendChatIntegrationEventResponse next = send(text("hello again"));
        assertThat(next.newChatCreated()).isTrue();
        assertThat(next.initialContactId()).isNotEqualTo(contactId);
        Contact contact = describe(next.initialContactId());
        assertThat(contact.initialContactId()).isNull();
        assertThat(contact.previousContactId()).isNull();
        assertThat(contact.relatedContactId()).isNull();
    }

    static Stream<ChatEvent> nothingToOpenAChatWith() {
        return Stream.of(
                DISCONNECT,
                event("typing", null),
                event("connection.acknowledged", null),
                event("message.delivered", "{\"messageId\":\"x\"}"));
    }

    @ParameterizedTest // 8
    @MethodSource("nothingToOpenAChatWith")
    void events_open_no_chat(ChatEvent event) {
        SendChatIntegrationEventResponse response = send(event);
        assertThat(response.initialContactId()).isNull();
        assertThat(response.newChatCreated()).isFalse();
    }

    @ParameterizedTest // 10, 12
    @ValueSource(strings = {"typing", "connection.acknowledged"})
    void events_are_for_the_active_contact(String type) {
        String contactId = send(text("hello")).initialContactId();
        SendChatIntegrationEventResponse response = send(event(type, null));
        assertThat(response.initialContactId()).isEqualTo(contactId);
        assertThat(response.newChatCreated()).isFalse();
        assertThat(describe(contactId).chatMetrics().chatContactMetrics().totalMessages())
                .isEqualTo(1);
    }

    @ParameterizedTest // 13
    @ValueSource(strings = {"message.delivered", "message.read"})
    void a_receipt_is_for_a_message_of_the_chat(String type) {
        String contactId = send(text("hello")).initialContactId();
        String itemId = events(contactId).getLast().data().replaceAll(".*\"itemId\":\"([0-9a-f-]+)\".*", "$1");
        assertThat(send(event(type, "{\"messageId\":\"" + itemId + "\"}")).initialContactId())
                .isEqualTo(contactId);
        assertThatThrownBy(() -> send(event(type, "{\"messageId\":\"" + UUID.randomUUID() + "\"}")))
                .isInstanceOf(InvalidRequestException.class);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("14 a receipt without content", event("message.read", null)),
                Arguments.of(
                        "16 an event of a message's type",
                        event("typing", null).copy(e -> e.contentType("text/plain"))),
                Arguments.of("17 an event without a type", event("typing", null).copy(e -> e.contentType(null))),
                Arguments.of("18 a message without a type", message(null, "hello")),
                Arguments.of("19 a message without content", text(null)),
                Arguments.of("20 a message of an event's type", message(CONNECT + "event.typing", "hello")),
                Arguments.of("21 an interactive message", message(CONNECT + "message.interactive", "{}")),
                Arguments.of("30 empty content", text("")),
                Arguments.of("34 lower case", text("x").copy(e -> e.type("message"))),
                Arguments.of("34 bogus", text("x").copy(e -> e.type("BOGUS"))),
                Arguments.of("34 absent", text("x").copy(e -> e.type((String) null))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void an_event_that_makes_no_sense_is_refused_with_and_without_a_chat(String what, ChatEvent event) {
        assertThatThrownBy(() -> send(event)).isInstanceOf(InvalidRequestException.class);
        assertNoContact();
        String contactId = send(text("hello")).initialContactId();
        assertThatThrownBy(() -> send(event)).isInstanceOf(InvalidRequestException.class);
        assertThat(types(contactId)).hasSize(3);
    }

    @Test // 23
    void a_chat_takes_the_content_types_that_it_was_started_with() {
        String contactId = send(text("hello")).initialContactId();
        assertThatThrownBy(() -> send(message("application/json", "{}"))).isInstanceOf(InvalidRequestException.class);
        assertThat(types(contactId)).hasSize(3);
    }

    @Test // 24
    void a_chat_may_be_started_by_any_message_that_it_supports() {
        SendChatIntegrationEventResponse response =
                send(request -> request.event(message("application/json", "{\"a\":1}"))
                        .newSessionDetails(
                                details -> details.supportedMessagingContentTypes("text/plain", "application/json")));
        assertThat(response.newChatCreated()).isTrue();
    }

    @ParameterizedTest // 25, 27, 28
    @CsvSource({"text/plain, 1024", "application/json, 12000", CONNECT + "message.interactive.response, 12288"})
    void content_has_a_length_in_code_points(String contentType, int max) {
        String types = "text/plain," + contentType;
        Consumer<NewSessionDetails.Builder> details =
                session -> session.supportedMessagingContentTypes(types.split(","));
        boolean plain = contentType.equals("text/plain");
        String fits = plain ? "\ud83d\ude00".repeat(max) : '"' + "\ud83d\ude00".repeat(max - 2) + '"';
        String tooLong = plain ? fits + "x" : '"' + "x".repeat(max - 1) + '"';
        assertThatThrownBy(() -> send(
                        request -> request.event(message(contentType, tooLong)).newSessionDetails(details)))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(send(request -> request.event(message(contentType, fits)).newSessionDetails(details))
                        .newChatCreated())
                .isTrue();
    }

    @Test // 31, 32, 35
    void names_have_lengths() {
        for (String name : List.of("", "x".repeat(256))) {
            assertThatThrownBy(() -> send(request -> request.sourceId(name).event(text("x"))))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> send(request -> request.destinationId(name).event(text("x"))))
                    .isInstanceOf(InvalidRequestException.class);
        }
        for (String subtype : List.of("", "x".repeat(101))) {
            assertThatThrownBy(() -> send(request -> request.subtype(subtype).event(text("x"))))
                    .isInstanceOf(InvalidRequestException.class);
        }
        assertThatThrownBy(() -> send(request -> request.sourceId(null).event(text("x"))))
                .isInstanceOf(InvalidRequestException.class);
        String longest = sourceId + "x".repeat(255 - sourceId.length());
        assertThat(send(request -> request.sourceId(longest).event(text("x"))).newChatCreated())
                .isTrue();
    }

    @Test // 36
    void a_rejected_first_message_leaves_no_contact() {
        assertThatThrownBy(() -> start(details -> details.supportedMessagingContentTypes("text/markdown")))
                .isInstanceOf(InvalidRequestException.class);
        assertNoContact();
    }

    @Test // 38
    void the_order_of_content_types_does_not_matter() {
        assertThat(start(details -> details.supportedMessagingContentTypes("text/markdown", "text/plain"))
                        .newChatCreated())
                .isTrue();
        assertThat(send(message("text/markdown", "*hi*")).newChatCreated()).isFalse();
    }

    @ParameterizedTest // 39
    @ValueSource(strings = {"a b", "\u00fc", "a.b"})
    void attribute_keys_have_letters_digits_hyphens_and_underscores_only(String key) {
        assertThatThrownBy(() -> start(details -> details.attributes(Map.of(key, "v"))))
                .isInstanceOf(InvalidRequestException.class);
        assertNoContact();
    }

    @Test // 39
    void attributes_of_the_start_are_the_contacts() {
        Map<String, String> attributes = Map.of("a-b_1", "v");
        String contactId = start(details -> details.attributes(attributes)).initialContactId();
        assertThat(connect.getContactAttributes(
                                request -> request.instanceId(instanceId).initialContactId(contactId))
                        .attributes())
                .isEqualTo(attributes);
    }

    @Test
    void attributes_have_32768_bytes_of_utf_8_together() {
        Map<String, String> fits = Map.of("k", "\u00fc".repeat(16_383) + "x");
        assertThatThrownBy(() -> start(details -> details.attributes(Map.of("k2", fits.get("k")))))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(start(details -> details.attributes(fits)).newChatCreated()).isTrue();
    }

    @Test // 42
    void the_customer_has_the_name_that_the_start_gives() {
        String contactId = start(details -> details.participantDetails(who -> who.displayName("Jane")))
                .initialContactId();
        assertThat(events(contactId).getLast().data()).contains("\"displayName\":\"Jane\"");
    }

    @ParameterizedTest // 44
    @ValueSource(
            strings = {"arn:aws:sns:us-east-1:111122223333:out.fifo", "arn:aws:sns:eu-west-1:111122223333:out", "x"})
    void streaming_goes_to_a_standard_topic_of_the_region(String topic) {
        assertThatThrownBy(() -> start(details -> details.streamingConfiguration(to -> to.streamingEndpointArn(topic))))
                .isInstanceOf(InvalidRequestException.class);
        assertNoContact();
    }

    @Test // 44
    void the_arn_of_a_topic_has_350_characters_at_most_even_if_no_chat_is_started() {
        send(text("hello"));
        assertThatThrownBy(() -> start(
                        details -> details.streamingConfiguration(to -> to.streamingEndpointArn("x".repeat(351)))))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void the_details_of_a_new_session_do_not_matter_for_an_existing_chat() {
        String contactId = send(text("hello")).initialContactId();
        assertThat(start(details -> details.supportedMessagingContentTypes("nonsense")
                                .attributes(Map.of("a b", "")))
                        .initialContactId())
                .isEqualTo(contactId);
    }

    @Test // 61
    void a_contact_is_described_as_aws_does() {
        String contactId = send(text("hello")).initialContactId();
        Contact contact = describe(contactId);
        assertThat(contact.id()).isEqualTo(contactId);
        assertThat(contact.arn())
                .isEqualTo("arn:aws:connect:us-east-1:111122223333:instance/" + instanceId + "/contact/" + contactId);
        assertThat(contact.initialContactId()).isNull();
        assertThat(contact.initiationTimestamp()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(contact.connectedToSystemTimestamp()).isEqualTo(contact.initiationTimestamp());
        assertThat(contact.disconnectTimestamp()).isNull();
        assertThat(contact.customerEndpoint().address()).isEqualTo(sourceId);
        assertThat(contact.customerEndpoint().typeAsString()).isEqualTo("TELEPHONE_NUMBER");
        assertThat(contact.segmentAttributes().get("connect:Subtype").valueString())
                .isEqualTo("connect:SMS");
        assertThat(contact.segmentAttributes().get("connect:Direction").valueString())
                .isEqualTo("INBOUND");
        assertThat(contact.tags()).containsEntry("aws:connect:instanceId", instanceId);
    }

    @Test // 64
    void a_chat_lasts_25_hours() {
        try (RunningSimulator own = RunningSimulator.start();
                ConnectClient client = own.connectClient()) {
            SendChatIntegrationEventRequest hello = SendChatIntegrationEventRequest.builder()
                    .sourceId(sourceId)
                    .destinationId(DESTINATION)
                    .event(text("hello"))
                    .build();
            String first = client.sendChatIntegrationEvent(hello).initialContactId();
            own.clock().advance(Duration.ofHours(25));
            SendChatIntegrationEventResponse next = client.sendChatIntegrationEvent(hello);
            assertThat(next.newChatCreated()).isTrue();
            String instance = own.bean(Instance.class).id();
            Contact ended = client.describeContact(
                            request -> request.instanceId(instance).contactId(first))
                    .contact();
            assertThat(ended.disconnectReason()).isEqualTo("EXPIRED");
            assertThat(Duration.between(ended.initiationTimestamp(), ended.disconnectTimestamp()))
                    .isEqualTo(Duration.ofHours(25));
        }
    }
}
