package dev.contactsimulator.aws.participant;

import dev.contactsimulator.aws.connect.ChatEvent;
import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.ContactCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends an event of a participant: typing, an acknowledgement, a receipt. */
@Component
final class SendEvent implements Operation {

    private final ParticipantCommands commands;

    SendEvent(ParticipantCommands commands) {
        this.commands = commands;
    }

    @Override
    public Route route() {
        return Route.participant("/participant/event", "SendEvent", Request::read, this::send);
    }

    record Request(
            String connectionToken,
            ChatEvent.Event event,
            @Nullable String clientToken) {

        static Request read(AwsRequest request) {
            Members body = request.body();
            String contentType = body.requiredString("ContentType", ParticipantMembers.CONTENT_TYPE);
            String content = body.string("Content", ParticipantMembers.CONTENT);
            return new Request(
                    ParticipantMembers.token(request),
                    ChatEvent.event(body, contentType, content),
                    ParticipantMembers.clientToken(request));
        }
    }

    record Response(String id, Instant absoluteTime) {}

    private AwsResponse send(Request request, AwsCall call) {
        var sent = commands.send(
                request.connectionToken(),
                (grant, at) -> new ContactCommand.SendEvent(
                        grant.contactId(),
                        grant.participantId(),
                        request.event().contentType(),
                        request.event().messageId(),
                        at),
                call,
                request.clientToken());
        return AwsResponse.of(
                new Response(sent.item().itemId().toString(), sent.item().at()));
    }
}
