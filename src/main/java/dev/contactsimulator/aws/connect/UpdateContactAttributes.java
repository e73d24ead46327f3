package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.contact.ContactCommand;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sets attributes of a contact; those that are not named stay as they are. */
@Component
final class UpdateContactAttributes implements Operation {

    private final ContactCommands commands;

    UpdateContactAttributes(ContactCommands commands) {
        this.commands = commands;
    }

    @Override
    public Route route() {
        return Route.connect(
                "POST",
                "/contact/attributes",
                "UpdateContactAttributes",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::update);
    }

    record Request(ContactReference contact, Map<String, String> attributes) {

        static Request read(AwsRequest request) {
            return new Request(
                    ContactReference.readBody(request, "InitialContactId"),
                    request.body()
                            .requiredStringMap(
                                    "Attributes",
                                    Size.ANY,
                                    ContactMembers.ATTRIBUTE_NAME,
                                    ContactMembers.ATTRIBUTE_VALUE));
        }
    }

    private AwsResponse update(Request request, AwsCall call) {
        return commands.send(
                request.contact(),
                (contact, at) -> new ContactCommand.UpdateAttributes(contact, request.attributes(), at),
                ErrorType.RESOURCE_NOT_FOUND,
                call);
    }
}
