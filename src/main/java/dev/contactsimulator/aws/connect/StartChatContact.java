package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.chat.StartedContacts;
import dev.contactsimulator.contact.ChatStart;
import dev.contactsimulator.contact.ContactCommand.StartChat;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.Destination;
import dev.contactsimulator.contact.MessageContent;
import dev.contactsimulator.contact.MessageLimits.Channel;
import dev.contactsimulator.contact.NewSession;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.setup.FlowRow;
import dev.contactsimulator.setup.Setup;
import dev.contactsimulator.token.ParticipantGrant;
import dev.contactsimulator.token.TokenPurpose;
import dev.contactsimulator.token.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Begins a chat with a customer who comes over the web, and who is to connect within five minutes. */
@Component
final class StartChatContact implements Operation {

    /** How long the customer may take to connect (StartChatContact, "within 5 minutes"). */
    private static final Duration CUSTOMER_WINDOW = Duration.ofMinutes(5);

    private final Contacts contacts;
    private final StartedContacts started;
    private final Instances instances;
    private final Setup setup;
    private final Tokens tokens;
    private final ConnectSettings settings;
    private final Clock clock;

    StartChatContact(
            Contacts contacts,
            StartedContacts started,
            Instances instances,
            Setup setup,
            Tokens tokens,
            ConnectSettings settings,
            Clock clock) {
        this.contacts = contacts;
        this.started = started;
        this.instances = instances;
        this.setup = setup;
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Route route() {
        return Route.connect(
                "PUT",
                "/contact/chat",
                "StartChatContact",
                ErrorType.INVALID_PARAMETER,
                request -> Request.read(request, settings),
                this::start);
    }

    /** @param duration of the chat */
    record Request(
            String instanceId,
            String contactFlowId,
            NewSession session,
            @Nullable MessageContent initialMessage,
            Duration duration,
            Map<String, String> segmentAttributes,
            @Nullable String customerId,
            @Nullable String relatedContactId,
            @Nullable String clientToken) {

        private static final Length CUSTOMER_ID = Length.between(1, 128);
        private static final String GUIDE = "connect:Guide";
        private static final Map<String, String> CHAT = Map.of(ChatStarts.SUBTYPE, "connect:Chat");

        /** "DisconnectOnCustomerExitParticipantType" */
        private enum Leaving {
            AGENT
        }

        /** "ResponseMode" */
        private enum ResponseMode {
            INCREMENTAL,
            COMPLETE
        }

        private static final Enumeration<Leaving> LEAVING = Enumeration.of(Leaving.class);
        private static final Enumeration<ResponseMode> RESPONSE_MODE = Enumeration.of(ResponseMode.class);

        /** A chat ends with its customer in any case, and every response is complete. */
        static Request read(AwsRequest request, ConnectSettings settings) {
            Members body = request.body();
            if (body.has("PersistentChat")) body.violation("PersistentChat", "Persistent chats are not simulated");
            body.enumerations("DisconnectOnCustomerExit", Size.between(1, 1), LEAVING);
            Members configuration = body.structure("ParticipantConfiguration");
            if (configuration != null) configuration.enumeration("ResponseMode", RESPONSE_MODE);
            NewSession session = new NewSession(
                    ChatStarts.displayName(body.requiredStructure("ParticipantDetails")),
                    ChatStarts.supportedContentTypes(body),
                    ChatStarts.attributes(request),
                    null);
            Map<String, String> segmentAttributes = ChatStarts.segmentAttributes(body, CHAT);
            requireTypesOfGuide(body, segmentAttributes, session);
            return new Request(
                    body.requiredString("InstanceId", ContactMembers.INSTANCE_ID),
                    body.requiredString("ContactFlowId", SetupMembers.FLOW_ID),
                    session,
                    ChatStarts.message(body, "InitialMessage", settings.contentLimit(Channel.CHAT)),
                    ChatStarts.duration(body),
                    segmentAttributes,
                    body.string("CustomerId", CUSTOMER_ID),
                    body.string("RelatedContactId", ContactMembers.CONTACT_ID),
                    ContactMembers.clientToken(request));
        }

        /** A guide needs both interactive content types (StartChatContact, "SegmentAttributes"). */
        private static void requireTypesOfGuide(Members body, Map<String, String> attributes, NewSession session) {
            if (!GUIDE.equals(attributes.get(ChatStarts.SUBTYPE))) return;
            List<String> types = session.supportedContentTypes();
            if (types != null && types.containsAll(ContentTypes.INTERACTIVE_TYPES)) return;
            body.violation(
                    "SupportedMessagingContentTypes", "Member must have both interactive types for connect:Guide");
        }
    }

    record Response(String contactId, String participantId, String participantToken) {}

    private AwsResponse start(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        FlowRow flow = SetupMembers.requireFlow(setup.current(), instance, request.contactFlowId());
        ContactId id = started.idFor(instance.id(), request.clientToken());
        Instant now = clock.instant();
        ChatStart start = new ChatStart(
                request.segmentAttributes(),
                now.plus(CUSTOMER_WINDOW),
                request.customerId(),
                request.relatedContactId());
        contacts.send(
                new StartChat(
                        id,
                        new Destination(
                                instance.location().region(),
                                instance.id(),
                                flow.id().toString()),
                        request.session(),
                        start,
                        request.duration(),
                        request.initialMessage(),
                        now),
                RequestContexts.of(call, request.clientToken()));
        ParticipantId customer = ParticipantId.customerOf(id);
        String token = new ParticipantGrant(id, customer).token(tokens, TokenPurpose.PARTICIPANT);
        return AwsResponse.of(new Response(id.toString(), customer.toString(), token));
    }
}
