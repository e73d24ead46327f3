package dev.contactsimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.aws.connect.Instances;
import dev.contactsimulator.support.RunningSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ChatEventType;
import software.amazon.awssdk.services.connect.model.ConflictException;
import software.amazon.awssdk.services.connect.model.Contact;
import software.amazon.awssdk.services.connect.model.EndpointType;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.ParticipantRole;
import software.amazon.awssdk.services.connect.model.ParticipantTimerConfiguration;
import software.amazon.awssdk.services.connect.model.ParticipantTimerType;
import software.amazon.awssdk.services.connect.model.ParticipantTimerValue;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;
import software.amazon.awssdk.services.connect.model.StartChatContactRequest;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import software.amazon.awssdk.services.connect.model.TimerEligibleParticipantRoles;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;
import software.amazon.awssdk.services.connectparticipant.model.ConnectionType;

/** Chats that StartChatContact and StartOutboundChatContact begin, and what happens to chats by themselves. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StartedChatsIT {

    private static final String NUMBER =
            "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-00000000000000000000000000000009";

    private static RunningSimulator simulator;
    private static ConnectClient connect;
    private static ConnectParticipantClient participants;
    private static String instanceId;
    private static String flowId;
    private static String phoneNumberArn;

    private final String customer = "+1206555" + (1_000 + (int) (Math.random() * 9_000));

    @BeforeAll
    static void start() {
        simulator = RunningSimulator.start();
        connect = simulator.connectClient();
        participants = simulator.participantClient();
        instanceId = simulator.bean(Instances.class).own().id();
        flowId = connect.listContactFlows(request -> request.instanceId(instanceId))
                .contactFlowSummaryList()
                .getFirst()
                .id();
        phoneNumberArn = connect.importPhoneNumber(
                        request -> request.instanceId(instanceId).sourcePhoneNumberArn(NUMBER))
                .phoneNumberArn();
    }

    @AfterAll
    static void stop() throws Exception {
        connect.close();
        participants.close();
        simulator.close();
    }

    private static StartChatContactResponse startChat(Consumer<StartChatContactRequest.Builder> request) {
        return connect.startChatContact(builder -> {
            builder.instanceId(instanceId)
                    .contactFlowId(flowId)
                    .participantDetails(details -> details.displayName("Jane"))
                    .initialMessage(message -> message.contentType("text/plain").content("hello"));
            request.accept(builder);
        });
    }

    private static Contact describe(String contactId) {
        return connect.describeContact(request -> request.instanceId(instanceId).contactId(contactId))
                .contact();
    }

    private static String connectCustomer(StartChatContactResponse chat) {
        return participants
                .createParticipantConnection(request -> request.participantToken(chat.participantToken())
                        .type(ConnectionType.CONNECTION_CREDENTIALS)
                        .connectParticipant(true))
                .connectionCredentials()
                .connectionToken();
    }

    @Test
    void a_web_chat_begins_with_the_message_of_its_customer() {
        StartChatContactResponse chat = startChat(request -> request.attributes(Map.of("plan", "gold"))
                .customerId("customer-7")
                .relatedContactId(UUID.randomUUID().toString()));
        String token = connectCustomer(chat);

        Contact contact = describe(chat.contactId());
        assertThat(contact.initiationMethodAsString()).isEqualTo("API");
        assertThat(contact.customerEndpoint()).isNull();
        assertThat(contact.segmentAttributes().get("connect:Subtype").valueString())
                .isEqualTo("connect:Chat");
        assertThat(contact.attributes()).containsEntry("plan", "gold");
        assertThat(participants
                        .getTranscript(request -> request.connectionToken(token))
                        .transcript())
                .extracting(item -> item.content())
                .contains("hello");
    }

    @Test
    void the_same_client_token_gives_the_same_contact() {
        String clientToken = UUID.randomUUID().toString();

        StartChatContactResponse first = startChat(request -> request.clientToken(clientToken));
        StartChatContactResponse again = startChat(request -> request.clientToken(clientToken));

        assertThat(again.contactId()).isEqualTo(first.contactId());
        assertThat(again.participantToken()).isEqualTo(first.participantToken());
        assertThat(startChat(request -> {}).contactId()).isNotEqualTo(first.contactId());
    }

    @Test
    void a_chat_needs_an_instance_and_a_flow_that_exist() {
        assertThatThrownBy(() -> startChat(
                        request -> request.contactFlowId(UUID.randomUUID().toString())))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> startChat(
                        request -> request.instanceId(UUID.randomUUID().toString())))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> startChat(request -> request.chatDurationInMinutes(59)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void a_guide_needs_both_interactive_content_types() {
        Map<String, SegmentAttributeValue> guide = Map.of(
                "connect:Subtype",
                SegmentAttributeValue.builder().valueString("connect:Guide").build());

        assertThatThrownBy(() -> startChat(request -> request.segmentAttributes(guide)))
                .isInstanceOf(InvalidParameterException.class);
        startChat(request -> request.segmentAttributes(guide)
                .supportedMessagingContentTypes(
                        "text/plain",
                        "application/vnd.amazonaws.connect.message.interactive",
                        "application/vnd.amazonaws.connect.message.interactive.response"));
    }

    @Test
    void a_customer_who_does_not_connect_in_five_minutes_has_no_chat() {
        StartChatContactResponse chat = startChat(request -> {});
        simulator.clock().advance(Duration.ofMinutes(5));

        await().untilAsserted(() -> assertThat(describe(chat.contactId()).disconnectReason())
                .isEqualTo("CUSTOMER_CONNECTION_NOT_ESTABLISHED"));
    }

    @Test
    void the_duration_of_a_chat_can_be_chosen() {
        StartChatContactResponse chat = startChat(request -> request.chatDurationInMinutes(60));
        connectCustomer(chat);
        simulator.clock().advance(Duration.ofMinutes(59));
        assertThat(describe(chat.contactId()).disconnectTimestamp()).isNull();

        simulator.clock().advance(Duration.ofMinutes(1));

        await().untilAsserted(() ->
                assertThat(describe(chat.contactId()).disconnectReason()).isEqualTo("EXPIRED"));
    }

    private String startOutbound() {
        return connect.startOutboundChatContact(request -> request.instanceId(instanceId)
                        .contactFlowId(flowId)
                        .sourceEndpoint(source -> source.type(EndpointType.CONNECT_PHONENUMBER_ARN)
                                .address(phoneNumberArn))
                        .destinationEndpoint(destination ->
                                destination.type(EndpointType.TELEPHONE_NUMBER).address(customer))
                        .segmentAttributes(Map.of(
                                "connect:Subtype",
                                SegmentAttributeValue.builder()
                                        .valueString("connect:SMS")
                                        .build()))
                        .initialSystemMessage(
                                message -> message.contentType("text/plain").content("Your parcel is here.")))
                .contactId();
    }

    private String reply() {
        return connect.sendChatIntegrationEvent(request -> request.sourceId(customer)
                        .destinationId(NUMBER)
                        .subtype("connect:sms")
                        .event(event -> event.type(ChatEventType.MESSAGE)
                                .contentType("text/plain")
                                .content("thanks")))
                .initialContactId();
    }

    @Test
    void the_reply_to_an_outbound_chat_belongs_to_it() {
        String contactId = startOutbound();

        assertThat(reply()).isEqualTo(contactId);
        Contact contact = describe(contactId);
        assertThat(contact.segmentAttributes().get("connect:Direction").valueString())
                .isEqualTo("OUTBOUND");
        assertThat(contact.customerEndpoint().address()).isEqualTo(customer);
    }

    @Test
    void an_outbound_chat_is_refused_while_the_customer_has_another() {
        reply();

        assertThatThrownBy(this::startOutbound).isInstanceOf(ConflictException.class);
    }

    @ParameterizedTest // 58
    @ValueSource(ints = {1, 481})
    void timers_have_bounds(int minutes) {
        String contactId = reply();

        assertThatThrownBy(() -> configure(contactId, List.of(idleAfter(minutes))))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test // 58
    void a_timer_is_set_once() {
        String contactId = reply();

        assertThatThrownBy(() -> configure(contactId, List.of(idleAfter(2), idleAfter(3))))
                .isInstanceOf(InvalidParameterException.class);
        configure(contactId, List.of(idleAfter(2)));
        configure(contactId, List.of(idleAfter(480)));
    }

    @Test
    void a_chat_whose_customer_says_nothing_is_disconnected() {
        String contactId = reply();
        configure(
                contactId,
                List.of(
                        idleAfter(2),
                        timer(
                                ParticipantTimerType.DISCONNECT_NONCUSTOMER,
                                ParticipantTimerValue.fromParticipantTimerDurationInMinutes(2))));
        String token = connect.createParticipant(request -> request.instanceId(instanceId)
                        .contactId(contactId)
                        .participantDetails(bot -> bot.participantRole(ParticipantRole.CUSTOM_BOT)))
                .participantCredentials()
                .participantToken();
        participants.createParticipantConnection(request -> request.participantToken(token)
                .type(ConnectionType.CONNECTION_CREDENTIALS)
                .connectParticipant(true));

        simulator.clock().advance(Duration.ofMinutes(4));

        await().untilAsserted(
                        () -> assertThat(describe(contactId).disconnectReason()).isEqualTo("IDLE_DISCONNECT"));
    }

    private static void configure(String contactId, List<ParticipantTimerConfiguration> timers) {
        connect.updateParticipantRoleConfig(request -> request.instanceId(instanceId)
                .contactId(contactId)
                .channelConfiguration(channel -> channel.chat(chat -> chat.participantTimerConfigList(timers))));
    }

    private static ParticipantTimerConfiguration idleAfter(int minutes) {
        return timer(ParticipantTimerType.IDLE, ParticipantTimerValue.fromParticipantTimerDurationInMinutes(minutes));
    }

    private static ParticipantTimerConfiguration timer(ParticipantTimerType type, ParticipantTimerValue value) {
        return ParticipantTimerConfiguration.builder()
                .participantRole(TimerEligibleParticipantRoles.CUSTOMER)
                .timerType(type)
                .timerValue(value)
                .build();
    }
}
