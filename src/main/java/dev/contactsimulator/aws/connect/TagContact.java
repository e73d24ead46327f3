package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.ContactCommand;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Adds tags to a contact. */
@Component
final class TagContact implements Operation {

    private final ContactCommands commands;

    TagContact(ContactCommands commands) {
        this.commands = commands;
    }

    @Override
    public Route route() {
        return Route.connect(
                "POST", "/contact/tags", "TagContact", ErrorType.INVALID_PARAMETER, Request::read, this::tag);
    }

    record Request(ContactReference contact, Map<String, String> tags) {

        static Request read(AwsRequest request) {
            return new Request(
                    ContactReference.readBody(request, "ContactId"),
                    request.body()
                            .requiredStringMap(
                                    "Tags", ContactMembers.TAGS, ContactMembers.TAG_KEY, ContactMembers.TAG_VALUE));
        }
    }

    private AwsResponse tag(Request request, AwsCall call) {
        return commands.send(
                request.contact(),
                (contact, at) -> new ContactCommand.TagContact(contact, request.tags(), at),
                ErrorType.RESOURCE_NOT_FOUND,
                call);
    }
}
