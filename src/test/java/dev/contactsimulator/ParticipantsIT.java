package dev.contactsimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.connect.Instance;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RunningSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.CreateParticipantResponse;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.LimitExceededException;
import software.amazon.awssdk.services.connect.model.ParticipantRole;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;
import software.amazon.awssdk.services.connectparticipant.model.ConnectionType;
import software.amazon.awssdk.services.connectparticipant.model.GetTranscriptRequest;
import software.amazon.awssdk.services.connectparticipant.model.GetTranscriptResponse;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.ScanDirection;
import software.amazon.awssdk.services.connectparticipant.model.SortKey;
import software.amazon.awssdk.services.connectparticipant.model.ValidationException;

/** Bots in chats, as unmodified SDKs see them. The comments name the test vectors of the fact sheet. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ParticipantsIT {

    private static final String CONNECT = "application/vnd.amazonaws.connect.";
    private static final String TOPIC = "arn:aws:sns:us-east-1:111122223333:out";

    private static RunningSimulator simulator;
    private static ConnectClient connect;
    private static ConnectParticipantClient participants;
    private static String instanceId;

    private final Customer customer = Customer.of(simulator);
    private final String contactId = customer.says("hello").contactId();

    @BeforeAll
    static void start() {
        simulator = RunningSimulator.start();
        connect = simulator.connectClient();
        participants = simulator.participantClient();
        instanceId = simulator.bean(Instance.class).id();
    }

    @AfterAll
    static void stop() throws Exception {
        connect.close();
        participants.close();
        simulator.close();
    }

    private CreateParticipantResponse createBot() {
        return connect.createParticipant(request -> request.instanceId(instanceId)
                .contactId(contactId)
                .participantDetails(
                        bot -> bot.participantRole(ParticipantRole.CUSTOM_BOT).displayName("Bot")));
    }

    private static String connectionTokenOf(CreateParticipantResponse created) {
        String token = created.participantCredentials().participantToken();
        return participants
                .createParticipantConnection(request -> request.participantToken(token)
                        .type(ConnectionType.CONNECTION_CREDENTIALS)
                        .connectParticipant(true))
                .connectionCredentials()
                .connectionToken();
    }

    private String connectedBot() {
        return connectionTokenOf(createBot());
    }

    private static String say(String token, String text) {
        return participants
                .sendMessage(request ->
                        request.connectionToken(token).contentType("text/plain").content(text))
                .id();
    }

    private static GetTranscriptResponse transcript(String token, Consumer<GetTranscriptRequest.Builder> request) {
        return participants.getTranscript(builder -> {
            builder.connectionToken(token);
            request.accept(builder);
        });
    }

    private static List<Item> wholeTranscript(String token) {
        return transcript(token, request -> request.maxResults(100).sortOrder(SortKey.ASCENDING))
                .transcript();
    }

    @Test // 50
    void a_bot_joins_and_replies() {
        String token = connectedBot();
        String reply = say(token, "hi");

        List<Item> items = wholeTranscript(token);

        assertThat(items)
                .extracting(Item::contentType)
                .containsExactly(
                        CONNECT + "event.participant.joined",
                        "text/plain",
                        CONNECT + "event.participant.joined",
                        "text/plain");
        assertThat(items.getLast().id()).isEqualTo(reply);
        assertThat(items.getLast().participantRoleAsString()).isEqualTo("CUSTOM_BOT");
        assertThat(items.getLast().displayName()).isEqualTo("Bot");
        assertThat(items.getLast().contactId()).isEqualTo(contactId);
    }

    @Test // 51
    void a_chat_has_one_bot_at_a_time() {
        connectedBot();

        assertThatThrownBy(this::createBot).isInstanceOf(ServiceQuotaExceededException.class);
    }

    @Test
    void another_bot_may_come_when_the_first_has_left() {
        String first = connectedBot();
        participants.disconnectParticipant(request -> request.connectionToken(first));

        String second = connectedBot();

        say(second, "hi");
        assertThatThrownBy(() -> say(first, "still here?")).isInstanceOf(AccessDeniedException.class);
    }

    @Test // 52
    void no_other_role_can_be_created() {
        assertThatThrownBy(() -> connect.createParticipant(request -> request.instanceId(instanceId)
                        .contactId(contactId)
                        .participantDetails(agent -> agent.participantRole(ParticipantRole.AGENT))))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test // 53
    void a_bot_that_connects_too_late_is_not_found() {
        CreateParticipantResponse bot = createBot();
        simulator.clock().advance(Duration.ofSeconds(16));

        assertThatThrownBy(() -> connectionTokenOf(bot))
                .hasMessageContaining("Status Code: 404")
                .isInstanceOfSatisfying(
                        software.amazon.awssdk.services.connectparticipant.model.ConnectParticipantException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("ResourceNotFoundException"));
        say(connectedBot(), "another one is welcome");
    }

    @ParameterizedTest // 54
    @ValueSource(strings = {"garbage", "a.b.c", "____", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_token_that_nobody_gave_is_refused(String token) {
        assertThatThrownBy(() -> say(token, "hi")).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void a_participant_token_is_no_connection_token() {
        String token = createBot().participantCredentials().participantToken();

        assertThatThrownBy(() -> say(token, "hi")).isInstanceOf(AccessDeniedException.class);
    }

    @Test // 54
    void nothing_is_sent_or_read_after_the_end() {
        CreateParticipantResponse bot = createBot();
        String token = connectionTokenOf(bot);
        customer.leaves();

        assertThatThrownBy(() -> say(token, "hi")).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> wholeTranscript(token)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> connectionTokenOf(bot)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void a_connection_token_is_valid_for_a_day() {
        String token = connectedBot();
        simulator.clock().advance(Duration.ofHours(24));

        assertThatThrownBy(() -> say(token, "hi")).isInstanceOf(AccessDeniedException.class);
    }

    @Test // 55
    void a_contact_is_streamed_to_two_topics_at_most() {
        String first = stream(TOPIC);
        stream(TOPIC + "2");

        assertThat(stream(TOPIC)).isEqualTo(first);
        assertThatThrownBy(() -> stream(TOPIC + "3")).isInstanceOf(LimitExceededException.class);

        connect.stopContactStreaming(
                request -> request.instanceId(instanceId).contactId(contactId).streamingId(first));
        stream(TOPIC + "3");
        assertThatThrownBy(() -> connect.stopContactStreaming(request ->
                        request.instanceId(instanceId).contactId(contactId).streamingId(first)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private String stream(String topic) {
        return connect.startContactStreaming(request -> request.instanceId(instanceId)
                        .contactId(contactId)
                        .clientToken(UUID.randomUUID().toString())
                        .chatStreamingConfiguration(configuration -> configuration.streamingEndpointArn(topic)))
                .streamingId();
    }

    @Test
    void a_client_token_that_comes_again_has_its_first_response() {
        String token = connectedBot();
        Consumer<software.amazon.awssdk.services.connectparticipant.model.SendMessageRequest.Builder> message =
                request -> request.connectionToken(token)
                        .clientToken("once")
                        .contentType("text/plain")
                        .content("hi");

        String first = participants.sendMessage(message).id();
        String again = participants.sendMessage(message).id();

        assertThat(again).isEqualTo(first);
        assertThat(wholeTranscript(token))
                .filteredOn(item -> item.id().equals(first))
                .hasSize(1);
    }

    @Test
    void the_client_tokens_of_two_bots_are_their_own() {
        String first = connectedBot();
        participants.disconnectParticipant(
                request -> request.connectionToken(first).clientToken("once"));
        String second = connectedBot();

        participants.disconnectParticipant(
                request -> request.connectionToken(second).clientToken("once"));

        assertThatThrownBy(() -> say(second, "still here")).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void a_receipt_of_the_bot_stands_at_the_message_of_the_customer() {
        String token = connectedBot();
        Item message = wholeTranscript(token).get(1);

        participants.sendEvent(request -> request.connectionToken(token)
                .contentType(CONNECT + "event.message.read")
                .content("{\"messageId\":\"" + message.id() + "\"}"));

        var receipts = wholeTranscript(token).get(1).messageMetadata().receipts();
        assertThat(receipts).hasSize(1);
        assertThat(receipts.getFirst().readTimestamp()).isNotNull();
    }

    @Test
    void a_chat_that_knows_plain_text_only_takes_nothing_else() {
        String token = connectedBot();

        assertThatThrownBy(() -> participants.sendMessage(request -> request.connectionToken(token)
                        .contentType("text/markdown")
                        .content("*hi*")))
                .isInstanceOf(ValidationException.class);
    }

    @Test // 62
    void a_transcript_without_parameters_is_its_newest_ten_items_the_newest_first() {
        String token = connectedBot();
        IntStream.rangeClosed(1, 9).forEach(n -> say(token, "message " + n));

        GetTranscriptResponse newest = transcript(token, request -> {});
        GetTranscriptResponse rest = transcript(token, request -> request.nextToken(newest.nextToken()));

        assertThat(newest.transcript()).hasSize(10);
        assertThat(newest.transcript().getFirst().content()).isEqualTo("message 9");
        assertThat(rest.transcript()).hasSize(2);
        assertThat(rest.transcript().getFirst().content()).isEqualTo("hello");
        assertThat(rest.nextToken()).isNull();
    }

    @Test
    void every_way_through_a_transcript_finds_every_item_once() {
        String token = connectedBot();
        IntStream.rangeClosed(1, 40).forEach(n -> {
            say(token, "message " + n);
            if (n % 3 == 0) customer.types();
        });
        List<String> all = ids(wholeTranscript(token));

        for (ScanDirection direction : List.of(ScanDirection.FORWARD, ScanDirection.BACKWARD)) {
            for (SortKey order : List.of(SortKey.ASCENDING, SortKey.DESCENDING)) {
                List<String> found = new ArrayList<>();
                String next = null;
                do {
                    String token0 = next;
                    GetTranscriptResponse page = transcript(
                            token,
                            request -> request.maxResults(7)
                                    .scanDirection(direction)
                                    .sortOrder(order)
                                    .nextToken(token0));
                    List<String> ids = ids(page.transcript());
                    assertThat(ids)
                            .isSortedAccordingTo(
                                    order == SortKey.ASCENDING
                                            ? java.util.Comparator.naturalOrder()
                                            : java.util.Comparator.reverseOrder());
                    found.addAll(ids);
                    next = page.nextToken();
                } while (next != null);
                assertThat(found).containsExactlyInAnyOrderElementsOf(all);
            }
        }
    }

    private static List<String> ids(List<Item> items) {
        return items.stream().map(Item::id).toList();
    }

    @Test
    void a_start_position_is_included() {
        String token = connectedBot();
        say(token, "one");
        String two = say(token, "two");
        say(token, "three");
        String time = wholeTranscript(token).get(4).absoluteTime();

        assertThat(transcript(
                                token,
                                request -> request.sortOrder(SortKey.ASCENDING)
                                        .startPosition(position -> position.id(two)))
                        .transcript())
                .extracting(Item::content)
                .containsExactly("two", "three");
        assertThat(transcript(
                                token,
                                request -> request.sortOrder(SortKey.ASCENDING)
                                        .startPosition(position -> position.mostRecent(2)))
                        .transcript())
                .extracting(Item::content)
                .containsExactly("two", "three");
        assertThat(transcript(
                                token,
                                request -> request.sortOrder(SortKey.ASCENDING)
                                        .scanDirection(ScanDirection.BACKWARD)
                                        .maxResults(2)
                                        .startPosition(position -> position.id(two)))
                        .transcript())
                .extracting(Item::content)
                .containsExactly("one", "two");
        assertThat(transcript(
                                token,
                                request -> request.sortOrder(SortKey.ASCENDING)
                                        .startPosition(position -> position.absoluteTime(time)))
                        .transcript())
                .extracting(Item::content)
                .contains("two", "three");
    }

    @Test
    void a_start_position_is_one_of_three() {
        String token = connectedBot();

        assertThatThrownBy(() -> transcript(
                        token,
                        request -> request.startPosition(
                                position -> position.mostRecent(2).id(contactId))))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> transcript(token, request -> request.startPosition(position -> position.id("nobody"))))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void a_next_token_is_good_for_the_same_request_only() {
        String token = connectedBot();
        IntStream.rangeClosed(1, 9).forEach(n -> say(token, "message " + n));
        String next = transcript(token, request -> {}).nextToken();

        assertThatThrownBy(() ->
                        transcript(token, request -> request.nextToken(next).sortOrder(SortKey.ASCENDING)))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void the_transcript_of_another_contact_is_empty() {
        String token = connectedBot();

        assertThat(transcript(
                                token,
                                request -> request.contactId(UUID.randomUUID().toString()))
                        .transcript())
                .isEmpty();
    }
}
