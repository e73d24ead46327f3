package dev.contactsimulator.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.ContactEvent.AttributesUpdated;
import dev.contactsimulator.support.RunningSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user's own endpoints: a web hook, a receiver of SMS, a directory. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OwnEndpointsIT {

    /** The machine may be busy with other things. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private static final String SECRET = "a shared secret";

    @TempDir
    private static Path directory;

    private static Receiver webhook;
    private static Receiver phone;
    private static RunningSimulator simulator;
    private static Bystander log;

    @BeforeAll
    static void start() throws IOException {
        webhook = new Receiver();
        phone = new Receiver();
        simulator = RunningSimulator.start(
                "simulator.delivery.webhook.url=" + webhook.url(),
                "simulator.delivery.webhook.secret=" + SECRET,
                "simulator.delivery.sms.url=" + phone.url(),
                "simulator.delivery.records.directory=" + directory,
                "simulator.delivery.first-retry=10ms",
                "simulator.connect.destinations[0].id=" + ChatEvents.DESTINATION,
                "simulator.connect.destinations[0].phone-number=+12065550100");
        log = new Bystander(simulator);
    }

    @AfterAll
    static void stop() {
        simulator.close();
        webhook.close();
        phone.close();
    }

    private static JsonNode get(String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI url = simulator.baseUrl().resolve("/_simulator" + path);
            return JsonMapper.shared()
                    .readTree(http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                            .body());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static List<Path> files(String contact) {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().contains(contact))
                    .toList();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }

    @Test
    void a_web_hook_gets_the_items_of_every_chat_signed_and_again_when_it_failed() throws Exception {
        ChatEvents chat = new ChatEvents();
        webhook.failsNext(2);
        log.append(chat.begins(null), chat.joins(chat.customer()), chat.says(chat.bot(), "hi"), chat.ends());
        await().until(() -> webhook.postsOf(chat.id().toString()).size() == 3);
        List<Receiver.Post> posts = webhook.postsOf(chat.id().toString());
        assertThat(posts.stream().map(post -> post.json().path("Type").asString()))
                .containsExactly("EVENT", "MESSAGE", "EVENT");
        for (Receiver.Post post : posts) {
            assertThat(post.signature()).isEqualTo(hmac(post.timestamp() + "." + post.body()));
            assertThat(post.delivery()).matches("webhook\\.\\d+\\.0");
        }
    }

    @Test
    void a_phone_shows_what_others_than_its_owner_say() {
        ChatEvents chat = new ChatEvents();
        log.append(
                chat.begins(null),
                chat.says(chat.customer(), "hello"),
                chat.says(chat.bot(), "one"),
                chat.says(chat.bot(), "two"));
        JsonNode first = get("/sms?limit=1&to=" + chat.phone());
        assertThat(first.path("messages")).hasSize(1);
        JsonNode sms = first.path("messages").get(0);
        assertThat(sms.path("text").asString()).isEqualTo("one");
        assertThat(sms.path("to").asString()).isEqualTo(chat.phone());
        assertThat(sms.path("from").asString()).isEqualTo("+12065550100");
        assertThat(sms.path("contactId").asString()).isEqualTo(chat.id().toString());
        assertThat(sms.path("time").asString()).isEqualTo("2026-03-02T10:00:02.123Z");
        JsonNode second = get("/sms?to=" + chat.phone() + "&nextToken="
                + first.path("nextToken").asString());
        assertThat(second.path("messages"))
                .extracting(message -> message.path("text").asString())
                .containsExactly("two");
        assertThat(second.has("nextToken")).isFalse();
        assertThat(get("/sms").path("Message").asString()).contains("to must be given");

        await().until(() -> phone.postsOf(chat.id().toString()).size() == 2);
        assertThat(phone.postsOf(chat.id().toString()))
                .extracting(post -> post.json().path("text").asString())
                .containsExactly("one", "two");
    }

    @Test
    void a_chat_that_has_ended_leaves_a_record_and_a_transcript_and_an_update_another_record() {
        ChatEvents chat = new ChatEvents();
        log.append(
                chat.begins(null),
                chat.joins(chat.customer()),
                chat.says(chat.customer(), "hello"),
                chat.sends(chat.customer(), "application/vnd.amazonaws.connect.event.typing", null),
                chat.says(chat.bot(), "bye"),
                chat.ends());
        await().until(() -> files(chat.id().toString()).size() == 2);
        String name = chat.id() + "_20260302T10:00_UTC.json";
        Path transcript = directory.resolve("connect/simulator/ChatTranscripts/2026/03/02/" + name);
        Path record = directory.resolve("connect/simulator/ContactRecords/2026/03/02/" + name);
        assertThat(files(chat.id().toString())).containsExactlyInAnyOrder(transcript, record);

        JsonNode items = read(transcript);
        assertThat(items.propertyNames())
                .containsExactly(
                        "Version",
                        "AWSAccountId",
                        "InstanceId",
                        "InitialContactId",
                        "ContactId",
                        "Participants",
                        "Transcript");
        assertThat(items.path("Participants")).hasSize(2);
        assertThat(items.path("Transcript"))
                .extracting(item -> item.path("ContentType").asString())
                .containsExactly(
                        "application/vnd.amazonaws.connect.event.participant.joined",
                        "text/plain",
                        "text/plain",
                        "application/vnd.amazonaws.connect.event.chat.ended");
        assertThat(items.path("Transcript").get(1).propertyNames())
                .containsExactly(
                        "AbsoluteTime",
                        "Content",
                        "ContentType",
                        "Id",
                        "Type",
                        "ParticipantId",
                        "DisplayName",
                        "ParticipantRole");

        JsonNode before = read(record);
        assertThat(before.path("DisconnectReason").asString()).isEqualTo("CUSTOMER_DISCONNECT");
        assertThat(before.path("InitiationTimestamp").asString()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(before.path("Attributes").path("language").asString()).isEqualTo("es");
        assertThat(before.path("InitialContactId").isNull()).isTrue();
        assertThat(before.path("SystemEndpoint").path("Address").asString()).isEqualTo("+12065550100");
        assertThat(before.path("Recordings").get(0).path("Location").asString()).isEqualTo(transcript.toString());

        log.append(new AttributesUpdated(chat.id(), Map.of("solved", "yes"), ChatEvents.START.plusSeconds(100)));
        await().until(() -> read(record).path("Attributes").has("solved"));
        assertThat(read(record).path("LastUpdateTimestamp").asString()).isEqualTo("2026-03-02T10:01:40Z");
        assertThat(files(chat.id().toString())).hasSize(2);
    }
}
