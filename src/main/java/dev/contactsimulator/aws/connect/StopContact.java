package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.ContactCommand;
import org.springframework.stereotype.Component;

/** Ends a contact. */
@Component
final class StopContact implements Operation {

    private final ContactCommands commands;

    StopContact(ContactCommands commands) {
        this.commands = commands;
    }

    @Override
    public Route route() {
        return Route.connect(
                "POST", "/contact/stop", "StopContact", ErrorType.INVALID_PARAMETER, Request::read, this::stop);
    }

    record Request(ContactReference contact) {

        /** A DisconnectReason counts for outbound campaigns only, so its type is checked and its value is not used. */
        static Request read(AwsRequest request) {
            Members reason = request.body().structure("DisconnectReason");
            if (reason != null) reason.string("Code", Length.any());
            return new Request(ContactReference.readBody(request, "ContactId"));
        }
    }

    private AwsResponse stop(Request request, AwsCall call) {
        return commands.send(request.contact(), ContactCommand.StopContact::new, ErrorType.CONTACT_NOT_FOUND, call);
    }
}
