package dev.contactsimulator.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.contactsimulator.aws.connect.RequestContexts;
import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactCommand.ConnectAgent;
import dev.contactsimulator.contact.ContactCommand.QueueContact;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.AgentConnected;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.Outcome.Handled;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.control.SimulatorRoute.BodyMember;
import dev.contactsimulator.token.ParticipantGrant;
import dev.contactsimulator.token.TokenPurpose;
import dev.contactsimulator.token.Tokens;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a call centre does with a contact: AWS has no public operations by which agents accept and transfer chats. */
public final class AgentRoutes implements SimulatorRoutes {

    private static final BodyMember DISPLAY_NAME = new BodyMember("displayName", "the agent's name in the chat");
    private static final BodyMember AGENT_ID = new BodyMember("agentId", "the id or the ARN of the agent's user");
    private static final BodyMember QUEUE = new BodyMember("queue", "the id or the ARN of a queue");

    private final Contacts contacts;
    private final Tokens tokens;
    private final Clock clock;

    public AgentRoutes(Contacts contacts, Tokens tokens, Clock clock) {
        this.contacts = contacts;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public List<SimulatorRoute> simulatorRoutes() {
        return List.of(
                SimulatorRoute.post("/contacts/{ContactId}/agent", "ConnectAgent", "joins an agent to the chat")
                        .with(DISPLAY_NAME, AGENT_ID, QUEUE)
                        .handledBy(ConnectRequest::read, this::connect),
                SimulatorRoute.post("/contacts/{ContactId}/queue", "QueueContact", "has the contact wait for an agent")
                        .with(QUEUE)
                        .handledBy(QueueRequest::read, this::queue));
    }

    /** @param id of the agent's user; agents of the same name are the same unless their ids are given */
    record Agent(String displayName, String id) {

        private static final String DEFAULT_NAME = "Agent";

        static Agent read(AwsRequest request) {
            String displayName = DISPLAY_NAME.in(request);
            if (displayName == null) displayName = DEFAULT_NAME;
            String id = lastPart(AGENT_ID.in(request));
            return new Agent(displayName, id == null ? idOf(displayName) : id);
        }

        private static String idOf(String displayName) {
            return UUID.nameUUIDFromBytes(("agent " + displayName).getBytes(UTF_8))
                    .toString();
        }
    }

    /** The id in an ARN; any other text is an id already. */
    private static @Nullable String lastPart(@Nullable String idOrArn) {
        return idOrArn == null || !idOrArn.startsWith("arn:")
                ? idOrArn
                : idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
    }

    private static @Nullable String queueIn(AwsRequest request) {
        return lastPart(QUEUE.in(request));
    }

    record ConnectRequest(
            ContactId contactId, Agent agent, @Nullable String queueId) {

        static ConnectRequest read(AwsRequest request) {
            return new ConnectRequest(SimulatorRoute.contactId(request), Agent.read(request), queueIn(request));
        }
    }

    /** @param contactId of the contact that the agent has, which is not the first of its chain after a transfer */
    record AgentResponse(String contactId, String participantId, String participantToken) {}

    private AwsResponse connect(ConnectRequest request, AwsCall call) {
        ContactEvent event = handle(
                request.contactId(),
                (contact, at) -> new ConnectAgent(
                        contact, request.agent().displayName(), request.agent().id(), request.queueId(), at),
                call);
        if (!(event instanceof AgentConnected connected)) throw new IllegalStateException("no agent was connected");
        return agent(
                connected.contactId(),
                connected.currentContact(),
                connected.agent().id());
    }

    private AwsResponse agent(ContactId initial, ContactId current, ParticipantId participant) {
        String token = new ParticipantGrant(initial, participant).token(tokens, TokenPurpose.PARTICIPANT);
        return AwsResponse.of(new AgentResponse(current.toString(), participant.toString(), token));
    }

    record QueueRequest(ContactId contactId, String queueId) {

        static QueueRequest read(AwsRequest request) {
            String queue = queueIn(request);
            if (queue == null) throw SimulatorRoute.invalid("queue must be given.");
            return new QueueRequest(SimulatorRoute.contactId(request), queue);
        }
    }

    private AwsResponse queue(QueueRequest request, AwsCall call) {
        handle(request.contactId(), (contact, at) -> new QueueContact(contact, request.queueId(), at), call);
        return AwsResponse.EMPTY;
    }

    private @Nullable ContactEvent handle(
            ContactId contact, BiFunction<ContactId, Instant, ContactCommand> command, AwsCall call) {
        Outcome outcome = contacts.send(command.apply(contact, clock.instant()), RequestContexts.of(call))
                .orElseThrow(SimulatorRoute::noSuchContact);
        return outcome instanceof Handled(var event) ? event : null;
    }
}
