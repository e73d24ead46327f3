package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.ContactCommand.StopStreaming;
import org.springframework.stereotype.Component;

/** Ends the publication of a contact's items to one topic. */
@Component
final class StopContactStreaming implements Operation {

    private final ContactCommands commands;

    StopContactStreaming(ContactCommands commands) {
        this.commands = commands;
    }

    @Override
    public Route route() {
        return Route.connect(
                "POST",
                "/contact/stop-streaming",
                "StopContactStreaming",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::stop);
    }

    record Request(ContactReference contact, String streamingId) {

        private static final Length STREAMING_ID = Length.between(1, 100);

        static Request read(AwsRequest request) {
            return new Request(
                    ContactReference.readBody(request, "ContactId"),
                    request.body().requiredString("StreamingId", STREAMING_ID));
        }
    }

    private AwsResponse stop(Request request, AwsCall call) {
        return commands.send(
                request.contact(),
                (contact, at) -> new StopStreaming(contact, request.streamingId(), at),
                ErrorType.RESOURCE_NOT_FOUND,
                call);
    }
}
