package dev.contactsimulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.aws.connect.Instance;
import dev.contactsimulator.control.Caller.Response;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RunningSimulator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConflictException;
import software.amazon.awssdk.services.connect.model.Contact;
import software.amazon.awssdk.services.connect.model.CreateParticipantResponse;
import software.amazon.awssdk.services.connect.model.ParticipantRole;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;
import software.amazon.awssdk.services.connectparticipant.model.ConnectionType;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.SortKey;
import tools.jackson.databind.JsonNode;

/** Agents and queues, which the simulator's own routes simulate, as AWS's operations show them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AgentRoutesIT {

    private static final String EVENT = "application/vnd.amazonaws.connect.event.";
    private static final String AGENT_ARN =
            "arn:aws:connect:us-east-1:111122223333:instance/11111111-2222-4333-8444-555555555555/agent/agent-1";

    private static RunningSimulator simulator;
    private static ConnectClient connect;
    private static ConnectParticipantClient participants;
    private static String instanceId;

    private final Caller caller = new Caller(simulator);
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

    private JsonNode post(String route, String body) {
        Response response = caller.post("/contacts/" + contactId + route, body);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.body();
    }

    private String connectedAgent(String body) {
        return connectionToken(post("/agent", body).get("participantToken").asString());
    }

    private static String connectionToken(String participantToken) {
        return participants
                .createParticipantConnection(request -> request.participantToken(participantToken)
                        .type(ConnectionType.CONNECTION_CREDENTIALS)
                        .connectParticipant(true))
                .connectionCredentials()
                .connectionToken();
    }

    private CreateParticipantResponse createBot() {
        return connect.createParticipant(request -> request.instanceId(instanceId)
                .contactId(contactId)
                .participantDetails(
                        bot -> bot.participantRole(ParticipantRole.CUSTOM_BOT).displayName("Bot")));
    }

    private static String say(String token, String text) {
        return participants
                .sendMessage(request ->
                        request.connectionToken(token).contentType("text/plain").content(text))
                .id();
    }

    private static List<Item> transcript(String token) {
        return participants
                .getTranscript(request ->
                        request.connectionToken(token).maxResults(100).sortOrder(SortKey.ASCENDING))
                .transcript();
    }

    private static Contact describe(String id) {
        return connect.describeContact(request -> request.instanceId(instanceId).contactId(id))
                .contact();
    }

    @Nested
    class Agents {

        @Test
        void an_agent_joins_and_replies() {
            String token = connectedAgent("{\"displayName\":\"Ann\"}");
            String reply = say(token, "how may I help?");

            assertThat(transcript(token))
                    .extracting(Item::contentType)
                    .containsExactly(
                            EVENT + "participant.joined", "text/plain", EVENT + "participant.joined", "text/plain");
            Item last = transcript(token).getLast();
            assertThat(last.id()).isEqualTo(reply);
            assertThat(last.participantRoleAsString()).isEqualTo("AGENT");
            assertThat(last.displayName()).isEqualTo("Ann");
        }

        @Test
        void a_bot_leaves_when_an_agent_joins() {
            String bot = connectionToken(createBot().participantCredentials().participantToken());
            say(bot, "hi!");

            String agent = connectedAgent("");

            assertThat(transcript(agent))
                    .extracting(Item::contentType)
                    .endsWith(EVENT + "participant.left", EVENT + "participant.joined");
            assertThatThrownBy(() -> say(bot, "still here?")).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(AgentRoutesIT.this::createBot).isInstanceOf(ConflictException.class);
        }

        @Test
        void a_bot_that_was_invited_cannot_join_an_agent() {
            CreateParticipantResponse bot = createBot();
            connectedAgent("");

            assertThatThrownBy(
                            () -> connectionToken(bot.participantCredentials().participantToken()))
                    .isInstanceOf(AccessDeniedException.class);
        }

        @Test
        void a_chat_has_one_agent_at_a_time() {
            connectedAgent("");

            Response second = caller.post("/contacts/" + contactId + "/agent", "");

            assertThat(second.status()).isEqualTo(409);
            assertThat(second.errorType()).isEqualTo("ConflictException");
        }

        @Test
        void a_retry_has_the_same_response() {
            String invocation = UUID.randomUUID().toString();
            String path = "/contacts/" + contactId + "/agent";

            Response first = caller.post(path, "", invocation);
            Response again = caller.post(path, "", invocation);

            assertThat(again.body()).isEqualTo(first.body());
        }

        @Test
        void the_contact_shows_its_agent_and_queue() {
            String bot = connectionToken(createBot().participantCredentials().participantToken());
            say(bot, "hi!");
            String token = connectedAgent("{\"agentId\":\"" + AGENT_ARN + "\",\"queue\":\"queue-1\"}");
            say(token, "hello");

            Contact contact = describe(contactId);

            assertThat(contact.agentInfo().id()).isEqualTo("agent-1");
            assertThat(contact.agentInfo().connectedToAgentTimestamp()).isNotNull();
            assertThat(contact.queueInfo().id()).isEqualTo("queue-1");
            assertThat(contact.queueInfo().enqueueTimestamp())
                    .isEqualTo(contact.agentInfo().connectedToAgentTimestamp());
            assertThat(contact.chatMetrics().agentMetrics().messagesSent()).isEqualTo(1);
            assertThat(contact.chatMetrics().agentMetrics().messageLengthInChars())
                    .isEqualTo(5);
            assertThat(contact.chatMetrics().chatContactMetrics().totalBotMessages())
                    .isEqualTo(1);
            assertThat(contact.chatMetrics().chatContactMetrics().agentFirstResponseTimestamp())
                    .isNotNull();
        }

        @Test
        void the_chat_ends_when_its_agent_leaves() {
            String token = connectedAgent("");

            participants.disconnectParticipant(request -> request.connectionToken(token));

            assertThat(describe(contactId).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
            assertThat(customer.says("hello again").newChatCreated()).isTrue();
        }

        @Test
        void no_agent_joins_an_ended_chat() {
            customer.leaves();

            assertThat(caller.post("/contacts/" + contactId + "/agent", "").errorType())
                    .isEqualTo("InvalidRequestException");
        }

        @ParameterizedTest
        @CsvSource({
            "00000000-0000-4000-8000-000000000000, {}, ResourceNotFoundException, There is no such contact.",
            "me, {}, ResourceNotFoundException, There is no such contact.",
            ", '{\"name\":\"Ann\"}', InvalidRequestException, "
                    + "'This route has no member name: it takes displayName, agentId, queue.'",
            ", '{\"displayName\":\"\"}', InvalidRequestException, displayName",
            ", '{\"displayName\":7}', SerializationException, displayName",
        })
        void a_wrong_request_is_refused(String contact, String body, String errorType, String message) {
            Response refused = caller.post("/contacts/" + (contact == null ? contactId : contact) + "/agent", body);

            assertThat(refused.errorType()).isEqualTo(errorType);
            assertThat(refused.text()).contains(message);
        }
    }

    @Nested
    class Queues {

        @Test
        void a_contact_waits_in_a_queue_until_an_agent_accepts_it() {
            post("/queue", "{\"queue\":\"queue-1\"}");
            Contact waiting = describe(contactId);
            connectedAgent("");
            Contact accepted = describe(contactId);

            assertThat(waiting.queueInfo().id()).isEqualTo("queue-1");
            assertThat(waiting.agentInfo()).isNull();
            assertThat(accepted.queueInfo()).isEqualTo(waiting.queueInfo());
            assertThat(accepted.agentInfo().id()).isNotBlank();
        }

        @Test
        void a_contact_waits_in_one_queue() {
            post("/queue", "{\"queue\":\"queue-1\"}");
            post("/queue", "{\"queue\":\"queue-1\"}");

            assertThat(caller.post("/contacts/" + contactId + "/queue", "{\"queue\":\"queue-2\"}")
                            .status())
                    .isEqualTo(409);
        }

        @Test
        void a_contact_with_an_agent_waits_for_none() {
            connectedAgent("");

            assertThat(caller.post("/contacts/" + contactId + "/queue", "{\"queue\":\"queue-1\"}")
                            .status())
                    .isEqualTo(409);
        }

        @Test
        void a_queue_must_be_named() {
            assertThat(caller.post("/contacts/" + contactId + "/queue", "{}").errorType())
                    .isEqualTo("InvalidRequestException");
        }
    }
}
