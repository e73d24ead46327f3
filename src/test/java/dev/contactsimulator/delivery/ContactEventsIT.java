package dev.contactsimulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.ContactEvent.AgentConnected;
import dev.contactsimulator.contact.ContactEvent.ContactQueued;
import dev.contactsimulator.contact.ContactEvent.ContactTagged;
import dev.contactsimulator.support.Moto;
import dev.contactsimulator.support.RunningSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Through the AWS SDK to emulators of EventBridge and S3. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContactEventsIT {

    /** The machine may be busy with other things. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private static final String BUCKET = "chats";

    private static Moto moto;
    private static RunningSimulator simulator;

    @BeforeAll
    static void start() {
        moto = Moto.start();
        simulator = RunningSimulator.start(
                "simulator.delivery.contact-events.endpoint=" + moto.url(),
                "simulator.delivery.records.s3-endpoint=" + moto.url(),
                "simulator.delivery.records.bucket=" + BUCKET);
    }

    @AfterAll
    static void stop() {
        if (simulator != null) simulator.close();
        if (moto != null) moto.close();
    }

    @Test
    void the_life_of_a_chat_arrives_at_the_targets_of_a_rule_and_its_files_in_a_bucket() {
        try (SqsClient sqs = moto.client(SqsClient.builder());
                S3Client s3 = moto.client(S3Client.builder().forcePathStyle(true));
                EventBridgeClient events = moto.client(EventBridgeClient.builder())) {
            s3.createBucket(request -> request.bucket(BUCKET));
            String queue = sqs.createQueue(request -> request.queueName("contact-events"))
                    .queueUrl();
            String arn = sqs.getQueueAttributes(
                            request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .get(QueueAttributeName.QUEUE_ARN);
            events.putRule(request -> request.name("connect").eventPattern("""
                    {"source":["aws.connect"],"detail-type":["Amazon Connect Contact Event"]}"""));
            events.putTargets(request ->
                    request.rule("connect").targets(target -> target.id("queue").arn(arn)));

            ChatEvents chat = new ChatEvents();
            new Bystander(simulator)
                    .append(
                            chat.begins(null),
                            chat.joins(chat.customer()),
                            new ContactTagged(chat.id(), Map.of("team", "blue"), ChatEvents.START.plusSeconds(2)),
                            new ContactQueued(chat.id(), chat.id(), "support", ChatEvents.START.plusSeconds(3)),
                            new AgentConnected(
                                    chat.id(), chat.id(), chat.bot(), "ana", null, ChatEvents.START.plusSeconds(4)),
                            chat.says(chat.customer(), "hello"));
            List<JsonNode> received = new ArrayList<>();
            await().until(() -> {
                for (var message : sqs.receiveMessage(
                                request -> request.queueUrl(queue).maxNumberOfMessages(10))
                        .messages()) {
                    received.add(JsonMapper.shared().readTree(message.body()));
                    sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
                }
                return received.size() >= 5;
            });
            assertThat(received.stream()
                            .map(event -> event.path("detail").path("eventType").asString()))
                    .startsWith(
                            "INITIATED", "CONNECTED_TO_SYSTEM", "CONTACT_DATA_UPDATED", "QUEUED", "CONNECTED_TO_AGENT");
            assertThat(received.get(3)
                            .path("detail")
                            .path("queueInfo")
                            .path("queueArn")
                            .asString())
                    .endsWith("/queue/support");
            assertThat(received.get(4)
                            .path("detail")
                            .path("agentInfo")
                            .path("agentArn")
                            .asString())
                    .endsWith("/agent/ana");
            JsonNode updated = received.get(2);
            assertThat(updated.path("source").asString()).isEqualTo("aws.connect");
            assertThat(updated.path("resources").get(0).asString()).endsWith("/contact/" + chat.id());
            JsonNode detail = updated.path("detail");
            assertThat(detail.path("contactId").asString()).isEqualTo(chat.id().toString());
            assertThat(detail.path("initiationTimestamp").asString()).isEqualTo("2026-03-02T10:00:00.123Z");
            assertThat(detail.path("updatedProperties").get(0).asString()).isEqualTo("Tags");
            assertThat(detail.path("tags").path("team").asString()).isEqualTo("blue");
            assertThat(detail.path("tags").has("aws:connect:instanceId")).isTrue();
            assertThat(received.getFirst().path("detail").has("disconnectTimestamp"))
                    .isFalse();

            ChatEvents ended = new ChatEvents();
            new Bystander(simulator).append(ended.begins(null), ended.joins(ended.customer()), ended.ends());
            String name = ended.id() + "_20260302T10:00_UTC.json";
            await().until(
                            () -> s3.listObjectsV2(request -> request.bucket(BUCKET)).contents().stream()
                                    .map(S3Object::key)
                                    .toList(),
                            keys -> keys.containsAll(List.of(
                                    "connect/simulator/ChatTranscripts/2026/03/02/" + name,
                                    "connect/simulator/ContactRecords/2026/03/02/" + name)));
            String record = s3.getObjectAsBytes(request ->
                            request.bucket(BUCKET).key("connect/simulator/ContactRecords/2026/03/02/" + name))
                    .asUtf8String();
            assertThat(JsonMapper.shared()
                            .readTree(record)
                            .path("Recordings")
                            .get(0)
                            .path("Location")
                            .asString())
                    .isEqualTo(BUCKET + "/connect/simulator/ChatTranscripts/2026/03/02/" + name);
        }
    }
}
