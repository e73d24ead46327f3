package dev.contactsimulator.aws.participant;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.ContactCommand;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a participant out of its chat, which ends if it is the customer or the agent. */
@Component
final class DisconnectParticipant implements Operation {

    private final ParticipantCommands commands;

    DisconnectParticipant(ParticipantCommands commands) {
        this.commands = commands;
    }

    @Override
    public Route route() {
        return Route.participant("/participant/disconnect", "DisconnectParticipant", Request::read, this::disconnect);
    }

    record Request(String connectionToken, @Nullable String clientToken) {

        static Request read(AwsRequest request) {
            return new Request(ParticipantMembers.token(request), ParticipantMembers.clientToken(request));
        }
    }

    private AwsResponse disconnect(Request request, AwsCall call) {
        commands.send(
                request.connectionToken(),
                (grant, at) -> new ContactCommand.DisconnectParticipant(grant.contactId(), grant.participantId(), at),
                call,
                request.clientToken());
        return AwsResponse.EMPTY;
    }
}
