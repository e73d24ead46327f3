package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.ContactCommand;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Removes tags from a contact. */
@Component
final class UntagContact implements Operation {

    private final ContactCommands commands;

    UntagContact(ContactCommands commands) {
        this.commands = commands;
    }

    @Override
    public Route route() {
        return Route.connect(
                "DELETE",
                "/contact/tags/{InstanceId}/{ContactId}",
                "UntagContact",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::untag);
    }

    record Request(ContactReference contact, Set<String> tagKeys) {

        static Request read(AwsRequest request) {
            return new Request(
                    ContactReference.readPath(request, "ContactId"),
                    Set.copyOf(request.requiredParameters("TagKeys", ContactMembers.TAGS, ContactMembers.TAG_KEY)));
        }
    }

    private AwsResponse untag(Request request, AwsCall call) {
        return commands.send(
                request.contact(),
                (contact, at) -> new ContactCommand.UntagContact(contact, request.tagKeys(), at),
                ErrorType.RESOURCE_NOT_FOUND,
                call);
    }
}
