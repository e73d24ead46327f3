package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Routes;
import dev.contactsimulator.chat.ChatRouter;
import dev.contactsimulator.chat.ChatRouter.CommandFor;
import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactCommand.ReceiveDisconnect;
import dev.contactsimulator.contact.ContactCommand.ReceiveEvent;
import dev.contactsimulator.contact.ContactCommand.ReceiveMessage;
import dev.contactsimulator.contact.Destination;
import dev.contactsimulator.contact.RequestContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SendChatIntegrationEvent: messages and events of chats that come from outside, by SMS for example. */
public final class ChatIntegrationEvents implements Routes {

    private final ChatRouter router;
    private final Destinations destinations;
    private final ConnectSettings settings;
    private final Clock clock;

    public ChatIntegrationEvents(ChatRouter router, Destinations destinations, ConnectSettings settings, Clock clock) {
        this.router = router;
        this.destinations = destinations;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.connect(
                "POST",
                "/chat-integration-event",
                "SendChatIntegrationEvent",
                ErrorType.INVALID_REQUEST,
                request -> SendChatIntegrationEventRequest.read(request.body(), settings),
                this::send));
    }

    record SendChatIntegrationEventResponse(@Nullable String initialContactId, boolean newChatCreated) {}

    private AwsResponse send(SendChatIntegrationEventRequest request, RequestContext cause) {
        requireAllowed(cause.accessKeyId());
        Destination destination = destinations
                .find(request.destinationId())
                .orElseThrow(() -> new AwsException(
                        ErrorType.RESOURCE_NOT_FOUND, "The DestinationId is not bound to an instance and a flow."));
        ChatName chat = new ChatName(request.sourceId(), request.destinationId(), request.subtype());
        Instant now = clock.instant();
        ChatRouter.Routed answer = router.handle(chat, now, cause, command(request, chat, destination, now));
        String contactId =
                answer.contactId() == null ? null : answer.contactId().toString();
        return AwsResponse.of(new SendChatIntegrationEventResponse(contactId, answer.newChatCreated()));
    }

    private static CommandFor command(
            SendChatIntegrationEventRequest request, ChatName chat, Destination destination, Instant now) {
        return switch (request.event()) {
            case ChatEvent.Message(var message) ->
                (contact, number) -> new ReceiveMessage(
                        contact, chat, number, destination, request.newSessionDetails(), message, now);
            case ChatEvent.Event(var contentType, var messageId) ->
                (contact, number) -> new ReceiveEvent(contact, contentType, messageId, now);
            case ChatEvent.Disconnect() -> (contact, number) -> new ReceiveDisconnect(contact, now);
        };
    }

    /** AWS lets only its own messaging service call the operation; here everybody may unless a list says who. */
    private void requireAllowed(@Nullable String accessKeyId) {
        if (settings.allowedAccessKeys().isEmpty()) return;
        if (accessKeyId == null || !settings.allowedAccessKeys().contains(accessKeyId)) {
            throw new AwsException(
                    ErrorType.ACCESS_DENIED, "The caller may not perform connect:SendChatIntegrationEvent.");
        }
    }
}
