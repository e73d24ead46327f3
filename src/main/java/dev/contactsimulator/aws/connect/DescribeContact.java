package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import org.springframework.stereotype.Component;

/** Shows one contact. */
@Component
final class DescribeContact implements Operation {

    private final ContactLookup contacts;
    private final Instance instance;
    private final Destinations destinations;

    DescribeContact(ContactLookup contacts, Instance instance, Destinations destinations) {
        this.contacts = contacts;
        this.instance = instance;
        this.destinations = destinations;
    }

    @Override
    public Route route() {
        return Route.connect(
                "GET",
                "/contacts/{InstanceId}/{ContactId}",
                "DescribeContact",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::describe);
    }

    record Request(ContactReference contact) {

        static Request read(AwsRequest request) {
            return new Request(ContactReference.readPath(request, "ContactId"));
        }
    }

    record Response(Contact contact) {}

    private AwsResponse describe(Request request, AwsCall call) {
        return AwsResponse.of(new Response(Contact.of(contacts.find(request.contact()), instance, destinations)));
    }
}
