package dev.contactsimulator.aws.participant;

import dev.contactsimulator.aws.connect.ChatEvent;
import dev.contactsimulator.aws.connect.ConnectSettings;
import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.MessageContent;
import dev.contactsimulator.contact.MessageLimits.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends a message of a participant. */
@Component
final class SendMessage implements Operation {

    private final ParticipantCommands commands;
    private final ConnectSettings settings;

    SendMessage(ParticipantCommands commands, ConnectSettings settings) {
        this.commands = commands;
        this.settings = settings;
    }

    @Override
    public Route route() {
        return Route.participant(
                "/participant/message", "SendMessage", request -> Request.read(request, settings), this::send);
    }

    record Request(
            String connectionToken,
            MessageContent message,
            @Nullable String clientToken) {

        static Request read(AwsRequest request, ConnectSettings settings) {
            Members body = request.body();
            String contentType = body.requiredString("ContentType", ParticipantMembers.CONTENT_TYPE);
            String content = body.requiredString("Content", ParticipantMembers.CONTENT);
            return new Request(
                    ParticipantMembers.token(request),
                    ChatEvent.message(body, contentType, content, settings.contentLimit(Channel.CHAT))
                            .message(),
                    ParticipantMembers.clientToken(request));
        }
    }

    record Response(String id, Instant absoluteTime) {}

    private AwsResponse send(Request request, AwsCall call) {
        var sent = commands.send(
                request.connectionToken(),
                (grant, at) ->
                        new ContactCommand.SendMessage(grant.contactId(), grant.participantId(), request.message(), at),
                call,
                request.clientToken());
        return AwsResponse.of(
                new Response(sent.item().itemId().toString(), sent.item().at()));
    }
}
