package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.ContactCommand.StartStreaming;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.StreamingId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has the items of a contact published to a topic from now on. A topic that it is published to already stays as it is. */
@Component
final class StartContactStreaming implements Operation {

    private final ContactCommands commands;
    private final AwsSettings location;

    StartContactStreaming(ContactCommands commands, AwsSettings location) {
        this.commands = commands;
        this.location = location;
    }

    @Override
    public Route route() {
        return Route.connect(
                "POST",
                "/contact/start-streaming",
                "StartContactStreaming",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::start);
    }

    record Request(
            ContactReference contact,
            String streamingEndpointArn,
            @Nullable String clientToken) {

        private static final Length TOPIC = Length.between(1, 350);

        static Request read(AwsRequest request) {
            Members configuration = request.body().requiredStructure("ChatStreamingConfiguration");
            return new Request(
                    ContactReference.readBody(request, "ContactId"),
                    configuration.requiredString("StreamingEndpointArn", TOPIC),
                    ContactMembers.requiredClientToken(request));
        }
    }

    record Response(String streamingId) {}

    private AwsResponse start(Request request, AwsCall call) {
        String topic = request.streamingEndpointArn();
        String region = location.region();
        commands.handle(
                request.contact(),
                (contact, at) -> new StartStreaming(contact, topic, region, at),
                ErrorType.RESOURCE_NOT_FOUND,
                call,
                request.clientToken());
        ContactId contactId = commands.initialOf(request.contact(), ErrorType.RESOURCE_NOT_FOUND);
        return AwsResponse.of(new Response(StreamingId.of(contactId, topic).toString()));
    }
}
