package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.chat.ChatRouter;
import dev.contactsimulator.chat.ChatRouter.CommandFor;
import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactCommand.ReceiveDisconnect;
import dev.contactsimulator.contact.ContactCommand.ReceiveEvent;
import dev.contactsimulator.contact.ContactCommand.ReceiveMessage;
import dev.contactsimulator.contact.Destination;
import dev.contactsimulator.contact.MessageLimits.Channel;
import dev.contactsimulator.contact.NewSession;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes messages and events of chats that come from outside, by SMS for example. */
@Component
final class SendChatIntegrationEvent implements Operation {

    private final ChatRouter router;
    private final Destinations destinations;
    private final ConnectSettings settings;
    private final Clock clock;

    SendChatIntegrationEvent(ChatRouter router, Destinations destinations, ConnectSettings settings, Clock clock) {
        this.router = router;
        this.destinations = destinations;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Route route() {
        return Route.connect(
                "POST",
                "/chat-integration-event",
                "SendChatIntegrationEvent",
                ErrorType.INVALID_REQUEST,
                request -> Request.read(request, settings),
                this::send);
    }

    /** @param newSessionDetails used only when a chat is created */
    record Request(
            String sourceId,
            String destinationId,
            @Nullable String subtype,
            ChatEvent event,
            NewSession newSessionDetails) {

        private static final Length ID = Length.between(1, 255);
        private static final Length SUBTYPE = Length.between(1, 100);
        private static final Length CONTENT_TYPE = Length.between(1, 100);
        private static final Length DISPLAY_NAME = Length.between(1, 256);
        private static final Length TOPIC = Length.between(1, 350);

        static Request read(AwsRequest request, ConnectSettings settings) {
            Members body = request.body();
            String destinationId = body.requiredString("DestinationId", ID);
            String subtype = subtype(body, settings);
            Channel channel = Channel.of(subtype, destinationId);
            return new Request(
                    body.requiredString("SourceId", ID),
                    destinationId,
                    subtype,
                    ChatEvent.read(body.requiredStructure("Event"), settings.contentLimit(channel)),
                    newSession(body.structure("NewSessionDetails")));
        }

        private static @Nullable String subtype(Members body, ConnectSettings settings) {
            String subtype = Subtypes.canonical(body.string("Subtype", SUBTYPE));
            if (settings.strictSubtypes() && subtype != null && !Subtypes.isKnown(subtype)) {
                body.violation("Subtype", "Member must be connect:SMS or connect:WhatsApp");
            }
            return subtype;
        }

        private static NewSession newSession(@Nullable Members details) {
            if (details == null) return NewSession.UNSPECIFIED;
            List<String> contentTypes = details.strings("SupportedMessagingContentTypes", Size.ANY, CONTENT_TYPE);
            Members participant = details.structure("ParticipantDetails");
            String displayName = participant == null ? null : participant.requiredString("DisplayName", DISPLAY_NAME);
            Map<String, String> attributes = details.stringMap(
                    "Attributes", Size.ANY, ContactMembers.ATTRIBUTE_NAME, ContactMembers.ATTRIBUTE_VALUE);
            Members streaming = details.structure("StreamingConfiguration");
            String topic = streaming == null ? null : streaming.requiredString("StreamingEndpointArn", TOPIC);
            return new NewSession(displayName, contentTypes, attributes == null ? Map.of() : attributes, topic);
        }
    }

    record Response(@Nullable String initialContactId, boolean newChatCreated) {}

    private AwsResponse send(Request request, AwsCall call) {
        requireAllowed(call.credential().accessKeyId());
        ChatName chat = new ChatName(request.sourceId(), request.destinationId(), request.subtype());
        Instant now = clock.instant();
        ChatRouter.Routed routed = router.handle(chat, now, RequestContexts.of(call), command(request, chat, now));
        if (routed.contactId() == null) beginning(chat);
        String contactId =
                routed.contactId() == null ? null : routed.contactId().toString();
        return AwsResponse.of(new Response(contactId, routed.newChatCreated()));
    }

    private CommandFor command(Request request, ChatName chat, Instant now) {
        return switch (request.event()) {
            case ChatEvent.Message(var message) ->
                (contact, number, exists) -> new ReceiveMessage(
                        contact,
                        chat,
                        number,
                        exists ? destinations.lastKnown(chat.destinationId()) : beginning(chat),
                        request.newSessionDetails(),
                        message,
                        now);
            case ChatEvent.Event(var contentType, var messageId) ->
                (contact, number, exists) -> new ReceiveEvent(contact, contentType, messageId, now);
            case ChatEvent.Disconnect() -> (contact, number, exists) -> new ReceiveDisconnect(contact, now);
        };
    }

    /**
     * Where a contact of the chat begins. Asks the database, so it is called only when there may be no contact yet.
     *
     * @throws AwsException (ResourceNotFoundException) if the destination is not bound
     */
    private Destination beginning(ChatName chat) {
        return destinations
                .find(chat.destinationId())
                .orElseThrow(() -> new AwsException(
                        ErrorType.RESOURCE_NOT_FOUND, "The DestinationId is not bound to an instance and a flow."));
    }

    /** AWS lets only its own messaging service call the operation; here every caller may, unless allowed access keys are listed. */
    private void requireAllowed(@Nullable String accessKeyId) {
        if (settings.allowedAccessKeys().isEmpty()) return;
        if (accessKeyId == null || !settings.allowedAccessKeys().contains(accessKeyId)) {
            throw new AwsException(
                    ErrorType.ACCESS_DENIED, "The caller may not perform connect:SendChatIntegrationEvent.");
        }
    }
}
