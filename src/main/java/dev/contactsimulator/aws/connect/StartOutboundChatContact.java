package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Enumeration;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.chat.ChatRouter;
import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ChatStart;
import dev.contactsimulator.contact.ContactCommand.StartOutboundChat;
import dev.contactsimulator.contact.Destination;
import dev.contactsimulator.contact.MessageContent;
import dev.contactsimulator.contact.MessageLimits.Channel;
import dev.contactsimulator.contact.NewSession;
import dev.contactsimulator.setup.FlowRow;
import dev.contactsimulator.setup.NumberRow;
import dev.contactsimulator.setup.Setup;
import dev.contactsimulator.setup.SetupState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes to a customer first. The contact is one of the chat that the customer's reply will belong to. */
@Component
final class StartOutboundChatContact implements Operation {

    private final ChatRouter router;
    private final Instances instances;
    private final Setup setup;
    private final ConnectSettings settings;
    private final Clock clock;

    StartOutboundChatContact(
            ChatRouter router, Instances instances, Setup setup, ConnectSettings settings, Clock clock) {
        this.router = router;
        this.instances = instances;
        this.setup = setup;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Route route() {
        return Route.connect(
                "PUT",
                "/contact/outbound-chat",
                "StartOutboundChatContact",
                ErrorType.INVALID_REQUEST,
                request -> Request.read(request, settings),
                this::start);
    }

    /**
     * @param sourceEndpoint the ARN of an imported phone number, as Amazon Connect or as the messaging service names it
     * @param destinationEndpoint the customer's number
     */
    record Request(
            String instanceId,
            String contactFlowId,
            String sourceEndpoint,
            String destinationEndpoint,
            NewSession session,
            @Nullable MessageContent initialSystemMessage,
            Duration duration,
            Map<String, String> segmentAttributes,
            @Nullable String relatedContactId,
            @Nullable String clientToken) {

        private static final Length ADDRESS = Length.atMost(256);

        /** "EndpointType" */
        private enum EndpointType {
            TELEPHONE_NUMBER,
            VOIP,
            CONTACT_FLOW,
            CONNECT_PHONENUMBER_ARN,
            EMAIL_ADDRESS
        }

        private static final Enumeration<EndpointType> ENDPOINT_TYPE = Enumeration.of(EndpointType.class);

        static Request read(AwsRequest request, ConnectSettings settings) {
            Members body = request.body();
            if (body.has("InitialTemplatedSystemMessage")) {
                body.violation("InitialTemplatedSystemMessage", "Message templates are not simulated");
            }
            Members participant = body.structure("ParticipantDetails");
            NewSession session = new NewSession(
                    participant == null ? null : ChatStarts.displayName(participant),
                    ChatStarts.supportedContentTypes(body),
                    ChatStarts.attributes(request),
                    null);
            Map<String, String> segmentAttributes = subtype(body);
            Channel channel = Channel.of(segmentAttributes.get(ChatStarts.SUBTYPE), "");
            return new Request(
                    body.requiredString("InstanceId", ContactMembers.INSTANCE_ID),
                    body.requiredString("ContactFlowId", SetupMembers.FLOW_ID),
                    endpoint(body.requiredStructure("SourceEndpoint"), EndpointType.CONNECT_PHONENUMBER_ARN),
                    endpoint(body.requiredStructure("DestinationEndpoint"), EndpointType.TELEPHONE_NUMBER),
                    session,
                    ChatStarts.message(body, "InitialSystemMessage", settings.contentLimit(channel)),
                    ChatStarts.duration(body),
                    segmentAttributes,
                    body.string("RelatedContactId", ContactMembers.CONTACT_ID),
                    ContactMembers.clientToken(request));
        }

        private static String endpoint(Members endpoint, EndpointType only) {
            EndpointType type = endpoint.enumeration("Type", ENDPOINT_TYPE);
            if (type != null && type != only) endpoint.violation("Type", "Member must be " + only.name());
            String address = endpoint.string("Address", ADDRESS);
            return address == null ? "" : address;
        }

        private static Map<String, String> subtype(Members body) {
            if (!body.has("SegmentAttributes")) body.violation("SegmentAttributes", "Member must not be null");
            Map<String, String> attributes = ChatStarts.segmentAttributes(body, Map.of());
            String subtype = Subtypes.canonical(attributes.get(ChatStarts.SUBTYPE));
            if (body.has("SegmentAttributes") && (subtype == null || !Subtypes.isKnown(subtype))) {
                body.violation(
                        "SegmentAttributes", "Member must have connect:Subtype, connect:SMS or connect:WhatsApp");
                return attributes;
            }
            if (subtype != null) attributes.put(ChatStarts.SUBTYPE, subtype);
            attributes.put(ChatContacts.DIRECTION, "OUTBOUND");
            return attributes;
        }
    }

    record Response(String contactId) {}

    private AwsResponse start(Request request, AwsCall call) {
        Instance instance = instances.require(request.instanceId());
        SetupState state = setup.current();
        FlowRow flow = SetupMembers.requireFlow(state, instance, request.contactFlowId());
        String destinationId = destinationId(state, instance, request.sourceEndpoint());
        ChatName chat = new ChatName(
                request.destinationEndpoint(),
                destinationId,
                request.segmentAttributes().get(ChatStarts.SUBTYPE));
        Destination destination = new Destination(
                instance.location().region(), instance.id(), flow.id().toString());
        ChatStart start = new ChatStart(request.segmentAttributes(), null, null, request.relatedContactId());
        Instant now = clock.instant();
        ChatRouter.Routed routed = router.handle(
                chat,
                now,
                RequestContexts.of(call, request.clientToken()),
                (contact, number, exists) -> new StartOutboundChat(
                        contact,
                        chat,
                        number,
                        destination,
                        request.session(),
                        start,
                        request.duration(),
                        request.initialSystemMessage(),
                        now));
        return AwsResponse.of(
                new Response(Objects.requireNonNull(routed.contactId()).toString()));
    }

    private static String destinationId(SetupState state, Instance instance, String address) {
        return Ids.of(address, instance.location().arn("phone-number/"))
                .flatMap(state::number)
                .or(() -> state.numberFrom(address))
                .filter(number -> number.instanceId().equals(instance.uuid()))
                .map(NumberRow::profile)
                .map(NumberRow.Profile::sourceArn)
                .orElseThrow(() -> new AwsException(
                        ErrorType.RESOURCE_NOT_FOUND, "The SourceEndpoint is no phone number of the instance."));
    }
}
