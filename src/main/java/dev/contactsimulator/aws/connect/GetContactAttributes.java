package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows the attributes of one contact. */
@Component
final class GetContactAttributes implements Operation {

    private final ContactLookup contacts;

    GetContactAttributes(ContactLookup contacts) {
        this.contacts = contacts;
    }

    @Override
    public Route route() {
        return Route.connect(
                "GET",
                "/contact/attributes/{InstanceId}/{InitialContactId}",
                "GetContactAttributes",
                ErrorType.INVALID_REQUEST,
                Request::read,
                this::get);
    }

    record Request(ContactReference contact) {

        static Request read(AwsRequest request) {
            return new Request(ContactReference.readPath(request, "InitialContactId"));
        }
    }

    record Response(Map<String, String> attributes) {}

    private AwsResponse get(Request request, AwsCall call) {
        return AwsResponse.of(new Response(contacts.find(request.contact()).attributes()));
    }
}
