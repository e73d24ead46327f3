package dev.contactsimulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.support.Moto;
import dev.contactsimulator.support.RunningSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ChatEvent;
import software.amazon.awssdk.services.connect.model.ChatEventType;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Through the AWS SDK to an emulator of SNS, and out of a queue that is subscribed to the topic. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SnsIT {

    /** The machine may be busy with other things. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private static final String TYPING = "application/vnd.amazonaws.connect.event.typing";

    private static Moto moto;
    private static RunningSimulator simulator;

    @BeforeAll
    static void start() {
        moto = Moto.start();
        simulator = RunningSimulator.start("simulator.delivery.sns.endpoint=" + moto.url());
    }

    @AfterAll
    static void stop() {
        if (simulator != null) simulator.close();
        if (moto != null) moto.close();
    }

    /** What a subscriber gets: the body of a notification, and the item in it. */
    private record Notification(JsonNode envelope, JsonNode item) {

        String attribute(String name) {
            return envelope.path("MessageAttributes").path(name).path("Value").asString(null);
        }
    }

    private record Subscription(SqsClient sqs, String queue, List<Notification> received) {

        List<Notification> receive(int count) {
            await().until(() -> {
                for (var message : sqs.receiveMessage(
                                request -> request.queueUrl(queue).maxNumberOfMessages(10))
                        .messages()) {
                    JsonNode envelope = JsonMapper.shared().readTree(message.body());
                    received.add(new Notification(
                            envelope,
                            JsonMapper.shared()
                                    .readTree(envelope.path("Message").asString())));
                    sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
                }
                return received.size() >= count;
            });
            return received;
        }
    }

    private static String newTopic(String name) {
        try (SnsClient sns = moto.client(SnsClient.builder())) {
            return sns.createTopic(request -> request.name(name)).topicArn();
        }
    }

    private static Subscription subscribe(String topic, String name) {
        SqsClient sqs = moto.client(SqsClient.builder());
        String queue = sqs.createQueue(request -> request.queueName(name)).queueUrl();
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        try (SnsClient sns = moto.client(SnsClient.builder())) {
            sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn));
        }
        return new Subscription(sqs, queue, new ArrayList<>());
    }

    private static String send(ConnectClient client, String source, String topic, ChatEvent event) {
        return client.sendChatIntegrationEvent(request -> request.sourceId(source)
                        .destinationId(ChatEvents.DESTINATION)
                        .subtype("connect:SMS")
                        .event(event)
                        .newSessionDetails(session ->
                                session.streamingConfiguration(streaming -> streaming.streamingEndpointArn(topic))))
                .initialContactId();
    }

    private static ChatEvent message(String text) {
        return ChatEvent.builder()
                .type(ChatEventType.MESSAGE)
                .contentType("text/plain")
                .content(text)
                .build();
    }

    @Test
    void a_chat_arrives_in_order_with_the_documented_members_and_attributes() {
        String topic = newTopic("items");
        Subscription subscription = subscribe(topic, "items");
        String source = "+12065550171";
        String contact;
        try (ConnectClient client = simulator.connectClient()) {
            contact = send(client, source, topic, message("hello \"there\" 😀"));
            send(
                    client,
                    source,
                    topic,
                    ChatEvent.builder()
                            .type(ChatEventType.EVENT)
                            .contentType(TYPING)
                            .build());
            send(client, source, topic, message("bye"));
            send(
                    client,
                    source,
                    topic,
                    ChatEvent.builder().type(ChatEventType.DISCONNECT).build());
        }
        List<Notification> received = subscription.receive(6);
        assertThat(received.stream().map(each -> each.item().path("ContentType").asString()))
                .containsExactly(
                        "application/vnd.amazonaws.connect.event.participant.joined",
                        "text/plain",
                        TYPING,
                        "text/plain",
                        "application/vnd.amazonaws.connect.event.participant.left",
                        "application/vnd.amazonaws.connect.event.chat.ended");

        Notification message = received.get(1);
        assertThat(message.item().propertyNames())
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
        assertThat(message.item().path("Content").asString()).isEqualTo("hello \"there\" 😀");
        assertThat(message.item().path("ContactId").asString()).isEqualTo(contact);
        Map<String, String> expected = Map.of(
                "InitialContactId", contact,
                "ContactId", contact,
                "AccountId", "111122223333",
                "ParticipantRole", "CUSTOMER",
                "Type", "MESSAGE",
                "ContentType", "text/plain",
                "MessageVisibility", "ALL");
        expected.forEach((name, value) -> assertThat(message.attribute(name)).isEqualTo(value));
        assertThat(message.attribute("InstanceId")).hasSize(36);
        assertThat(message.envelope().path("MessageAttributes").propertyNames()).hasSize(8);

        Notification ended = received.getLast();
        assertThat(ended.attribute("ParticipantRole")).isNull();
        assertThat(ended.attribute("Type")).isEqualTo("EVENT");
        assertThat(ended.attribute("MessageVisibility")).isEqualTo("ALL");
    }

    @Test
    void the_items_of_many_chats_on_one_topic_keep_the_order_of_each() {
        String topic = newTopic("many");
        Subscription subscription = subscribe(topic, "many");
        try (ConnectClient client = simulator.connectClient()) {
            for (int i = 0; i < 10; i++) {
                for (int chat = 0; chat < 10; chat++) {
                    send(client, "+1206555020" + chat, topic, message("m" + i));
                }
            }
        }
        List<Notification> received = subscription.receive(110);
        Map<String, List<String>> byContact = received.stream()
                .filter(each -> each.item().has("Content"))
                .collect(Collectors.groupingBy(
                        each -> each.item().path("ContactId").asString(),
                        Collectors.mapping(each -> each.item().path("Content").asString(), Collectors.toList())));
        assertThat(byContact).hasSize(10);
        byContact
                .values()
                .forEach(messages -> assertThat(messages)
                        .containsExactlyElementsOf(
                                IntStream.range(0, 10).mapToObj(i -> "m" + i).toList()));
    }
}
