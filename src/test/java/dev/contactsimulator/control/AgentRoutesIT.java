package dev.contactsimulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.contactsimulator.aws.connect.Instance;
import dev.contactsimulator.control.Caller.Response;
import dev.contactsimulator.simulation.ChatExpiry;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RunningSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.AssociatedContactSummary;
import software.amazon.awssdk.services.connect.model.ConflictException;
import software.amazon.awssdk.services.connect.model.Contact;
import software.amazon.awssdk.services.connect.model.ContactSearchSummary;
import software.amazon.awssdk.services.connect.model.CreateParticipantResponse;
import software.amazon.awssdk.services.connect.model.ParticipantRole;
import software.amazon.awssdk.services.connect.model.SearchCriteria;
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
    class Transfers {

        private final String ann = connectedAgent("{\"displayName\":\"Ann\",\"agentId\":\"ann\"}");

        private String transferToBen() {
            return post("/transfer", "{\"displayName\":\"Ben\",\"agentId\":\"ben\"}")
                    .get("contactId")
                    .asString();
        }

        @Test
        void another_agent_goes_on_with_the_chat_as_its_next_contact() {
            JsonNode transfer = post("/transfer", "{\"displayName\":\"Ben\"}");
            String next = transfer.get("contactId").asString();
            String ben = connectionToken(transfer.get("participantToken").asString());
            say(ben, "hello, this is Ben");

            List<Item> items = transcript(ben);

            assertThat(items)
                    .extracting(Item::contentType)
                    .containsExactly(
                            EVENT + "participant.joined",
                            "text/plain",
                            EVENT + "participant.joined",
                            EVENT + "transfer.succeeded",
                            EVENT + "participant.left",
                            EVENT + "participant.joined",
                            "text/plain");
            assertThat(items.subList(0, 5)).allMatch(item -> item.contactId().equals(contactId));
            assertThat(items.subList(5, 7)).allMatch(item -> item.contactId().equals(next));
            assertThatThrownBy(() -> say(ann, "still here?")).isInstanceOf(AccessDeniedException.class);
        }

        @Test
        void each_contact_of_the_chain_is_described() {
            Contact alone = describe(contactId);
            String next = transferToBen();
            customer.says("who are you?");

            Contact first = describe(contactId);
            Contact second = describe(next);

            assertThat(alone.initialContactId()).isNull();
            assertThat(first.initialContactId()).isEqualTo(contactId);
            assertThat(first.disconnectTimestamp()).isNotNull();
            assertThat(first.disconnectReason()).isNull();
            assertThat(first.nextContacts()
                            .getFirst()
                            .nextContactMetadata()
                            .quickConnectContactData()
                            .contactId())
                    .isEqualTo(next);
            assertThat(first.agentInfo().id()).isEqualTo("ann");
            assertThat(first.chatMetrics().chatContactMetrics().totalMessages()).isEqualTo(1);
            assertThat(second.initialContactId()).isEqualTo(contactId);
            assertThat(second.previousContactId()).isEqualTo(contactId);
            assertThat(second.contactAssociationId()).isEqualTo(contactId);
            assertThat(second.initiationMethodAsString()).isEqualTo("TRANSFER");
            assertThat(second.disconnectTimestamp()).isNull();
            assertThat(second.agentInfo().id()).isEqualTo("ben");
            assertThat(second.customerEndpoint()).isEqualTo(first.customerEndpoint());
            assertThat(second.chatMetrics().chatContactMetrics().totalMessages())
                    .isEqualTo(1);
        }

        @Test
        void the_integration_keeps_hearing_of_the_first_contact() {
            transferToBen();

            assertThat(customer.says("who are you?")).isEqualTo(new Customer.Response(contactId, false));
        }

        @Test
        void a_queue_is_the_next_contact_which_waits() {
            String next = post("/transfer", "{\"queue\":\"queue-1\"}")
                    .get("contactId")
                    .asString();
            Contact waiting = describe(next);
            post("/agent", "{\"agentId\":\"ben\"}");
            String last = post("/transfer", "{\"queue\":\"queue-2\"}")
                    .get("contactId")
                    .asString();

            assertThat(waiting.queueInfo().id()).isEqualTo("queue-1");
            assertThat(waiting.agentInfo()).isNull();
            assertThat(describe(next).agentInfo().id()).isEqualTo("ben");
            assertThat(describe(last).previousContactId()).isEqualTo(next);
            assertThat(describe(last).initialContactId()).isEqualTo(contactId);
            assertThat(describe(contactId).disconnectTimestamp()).isNotNull();
        }

        @Test
        void a_retry_has_the_same_response() {
            String invocation = UUID.randomUUID().toString();
            String path = "/contacts/" + contactId + "/transfer";

            Response first = caller.post(path, "", invocation);
            Response again = caller.post(path, "", invocation);

            assertThat(first.status()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
        }

        @Test
        void the_end_of_the_newest_contact_is_that_of_the_chain() {
            String next = transferToBen();

            connect.stopContact(request -> request.instanceId(instanceId).contactId(next));

            assertThat(describe(next).disconnectReason()).isEqualTo("API");
            assertThat(describe(contactId).disconnectReason()).isNull();
            assertThat(customer.says("hello?").newChatCreated()).isTrue();
        }

        @Test
        void a_chain_expires_with_its_first_contact() {
            String next = transferToBen();
            simulator.clock().advance(Duration.ofHours(26));
            simulator.bean(ChatExpiry.class).expireDue();

            assertThat(describe(next).disconnectReason()).isEqualTo("EXPIRED");
        }

        @Test
        void attributes_and_tags_are_those_of_the_whole_chain() {
            String next = transferToBen();
            String last = post("/transfer", "").get("contactId").asString();
            connect.updateContactAttributes(request ->
                    request.instanceId(instanceId).initialContactId(next).attributes(Map.of("a", "b")));
            connect.tagContact(
                    request -> request.instanceId(instanceId).contactId(last).tags(Map.of("c", "d")));

            for (String contact : List.of(contactId, next, last)) {
                assertThat(connect.getContactAttributes(request ->
                                        request.instanceId(instanceId).initialContactId(contact))
                                .attributes())
                        .containsEntry("a", "b");
                assertThat(describe(contact).tags()).containsEntry("c", "d");
            }
        }

        @Test
        void a_further_contact_is_known_on_another_node_at_once() throws Exception {
            try (RunningSimulator other = RunningSimulator.start(simulator.database());
                    ConnectClient there = other.connectClient()) {
                String next = transferToBen();

                there.updateContactAttributes(request ->
                        request.instanceId(instanceId).initialContactId(next).attributes(Map.of("a", "b")));

                assertThat(describe(contactId).attributes()).containsEntry("a", "b");
                assertThat(new Caller(other)
                                .get("/contacts/" + next + "/events")
                                .status())
                        .isEqualTo(200);
            }
        }

        @Test
        void a_transcript_may_be_that_of_one_contact() {
            JsonNode transfer = post("/transfer", "");
            String next = transfer.get("contactId").asString();
            String token = connectionToken(transfer.get("participantToken").asString());
            say(token, "hello");

            List<Item> items = participants
                    .getTranscript(request -> request.connectionToken(token).contactId(next))
                    .transcript();
            JsonNode same =
                    caller.get("/contacts/" + next + "/transcript").body().get("items");

            assertThat(items).extracting(Item::contentType).containsExactly("text/plain", EVENT + "participant.joined");
            assertThat(same)
                    .extracting(item -> item.get("contentType").asString())
                    .containsExactly(EVENT + "participant.joined", "text/plain");
        }

        @Test
        void the_chain_is_listed_a_page_at_a_time() {
            String next = transferToBen();
            String last = post("/transfer", "").get("contactId").asString();

            var page = connect.listAssociatedContacts(
                    request -> request.instanceId(instanceId).contactId(last).maxResults(2));
            var rest = connect.listAssociatedContacts(request ->
                    request.instanceId(instanceId).contactId(last).maxResults(2).nextToken(page.nextToken()));

            assertThat(page.contactSummaryList())
                    .extracting(AssociatedContactSummary::contactId)
                    .containsExactly(contactId, next);
            assertThat(rest.contactSummaryList())
                    .extracting(AssociatedContactSummary::contactId, AssociatedContactSummary::previousContactId)
                    .containsExactly(tuple(last, next));
            assertThat(rest.nextToken()).isNull();
        }

        @Test
        void each_contact_is_found() {
            String next = transferToBen();

            assertThat(found(criteria -> criteria.agentIds("ben")))
                    .contains(next)
                    .doesNotContain(contactId);
            assertThat(found(criteria -> criteria.initiationMethodsWithStrings("TRANSFER")))
                    .contains(next)
                    .doesNotContain(contactId);
            assertThat(found(criteria -> criteria.agentIds("ann", "ben"))).contains(next, contactId);
        }

        private List<String> found(Consumer<SearchCriteria.Builder> criteria) {
            Instant now = simulator.clock().instant();
            return connect
                    .searchContacts(request -> request.instanceId(instanceId)
                            .timeRange(range -> range.type("CONNECTED_TO_AGENT_TIMESTAMP")
                                    .startTime(now.minusSeconds(60))
                                    .endTime(now.plusSeconds(60)))
                            .searchCriteria(criteria))
                    .contacts()
                    .stream()
                    .map(ContactSearchSummary::id)
                    .toList();
        }

        @Test
        void a_transfer_is_to_an_agent_or_to_a_queue() {
            Response both =
                    caller.post("/contacts/" + contactId + "/transfer", "{\"queue\":\"q\",\"displayName\":\"Ben\"}");

            assertThat(both.errorType()).isEqualTo("InvalidRequestException");
        }
    }

    @Test
    void a_chat_that_nobody_handles_is_not_transferred() {
        assertThat(caller.post("/contacts/" + contactId + "/transfer", "{\"queue\":\"q\"}")
                        .status())
                .isEqualTo(409);
    }

    @Nested
    class Queues {

        @Test
        void a_waiting_contact_is_moved_to_another_queue() {
            post("/queue", "{\"queue\":\"queue-1\"}");
            String next = post("/transfer", "{\"queue\":\"queue-2\"}")
                    .get("contactId")
                    .asString();

            assertThat(describe(next).initiationMethodAsString()).isEqualTo("QUEUE_TRANSFER");
            assertThat(describe(next).queueInfo().id()).isEqualTo("queue-2");
            assertThat(describe(next).systemEndpoint()).isNull();
        }

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
