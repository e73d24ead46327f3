package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.connect.ContactSummaries.AssociatedContactSummary;
import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Operation;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.view.ContactQueries;
import dev.contactsimulator.view.ContactRow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the contacts of the tree that a contact is part of. */
@Component
final class ListAssociatedContacts implements Operation {

    private final ContactQueries contacts;
    private final Instances instances;

    ListAssociatedContacts(ContactQueries contacts, Instances instances) {
        this.contacts = contacts;
        this.instances = instances;
    }

    @Override
    public Route route() {
        return Route.connect(
                "GET",
                "/contact/associated/{InstanceId}",
                "ListAssociatedContacts",
                ErrorType.INVALID_PARAMETER,
                Request::read,
                this::list);
    }

    /** @param nextToken no response has one, since no contact has others yet */
    record Request(ContactReference contact, @Nullable String nextToken) {

        static Request read(AwsRequest request) {
            request.integerParameter("maxResults", 1, 100);
            return new Request(
                    new ContactReference(
                            request.label("InstanceId", ContactMembers.INSTANCE_ID),
                            request.requiredParameter("contactId", ContactMembers.CONTACT_ID)),
                    request.parameter("nextToken", Length.any()));
        }
    }

    record Response(List<AssociatedContactSummary> contactSummaryList) {}

    private AwsResponse list(Request request, AwsCall call) {
        Instance instance = instances.require(request.contact().instanceId());
        if (request.nextToken() != null) throw ConnectErrors.invalidNextToken();
        List<ContactRow> tree = request.contact()
                .id()
                .map(contact -> contacts.tree(instance.id(), contact))
                .orElse(List.of());
        if (tree.isEmpty()) throw ConnectErrors.noSuchContact();
        return AwsResponse.of(new Response(tree.stream()
                .map(row -> ContactSummaries.associated(row, instance))
                .toList()));
    }
}
