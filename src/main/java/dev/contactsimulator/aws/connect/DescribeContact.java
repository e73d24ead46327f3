package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.view.ContactRow;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Shows one contact. */
@Component
final class DescribeContact implements Operation {

    private final ContactLookup contacts;
    private final Instances instances;
    private final Destinations destinations;

    DescribeContact(ContactLookup contacts, Instances instances, Destinations destinations) {
        this.contacts = contacts;
        this.instances = instances;
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
        ContactRow row = contacts.find(request.contact());
        Instance instance = instances.withId(UUID.fromString(row.origin().instanceId()));
        return AwsResponse.of(new Response(Contact.of(row, instance, destinations.numbers())));
    }
}
