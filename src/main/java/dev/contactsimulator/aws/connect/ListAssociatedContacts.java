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

    /** @param nextToken the id of the contact that begins the page */
    record Request(
            ContactReference contact,
            int maxResults,
            @Nullable String nextToken) {

        private static final int MAX_RESULTS = 100;

        static Request read(AwsRequest request) {
            Integer maxResults = request.integerParameter("maxResults", 1, MAX_RESULTS);
            return new Request(
                    new ContactReference(
                            request.label("InstanceId", ContactMembers.INSTANCE_ID),
                            request.requiredParameter("contactId", ContactMembers.CONTACT_ID)),
                    maxResults == null ? MAX_RESULTS : maxResults,
                    request.parameter("nextToken", Length.any()));
        }
    }

    record Response(
            List<AssociatedContactSummary> contactSummaryList,
            @Nullable String nextToken) {}

    private AwsResponse list(Request request, AwsCall call) {
        Instance instance = instances.require(request.contact().instanceId());
        List<ContactRow> tree = request.contact()
                .id()
                .map(contact -> contacts.tree(instance.id(), contact))
                .orElse(List.of());
        if (tree.isEmpty()) throw ConnectErrors.noSuchContact();
        int begin = begin(tree, request.nextToken());
        int end = Math.min(begin + request.maxResults(), tree.size());
        return AwsResponse.of(new Response(
                tree.subList(begin, end).stream()
                        .map(row -> ContactSummaries.associated(row, instance))
                        .toList(),
                end == tree.size() ? null : tree.get(end).contactId().toString()));
    }

    private static int begin(List<ContactRow> tree, @Nullable String nextToken) {
        if (nextToken == null) return 0;
        for (int i = 1; i < tree.size(); i++) {
            if (tree.get(i).contactId().toString().equals(nextToken)) return i;
        }
        throw ConnectErrors.invalidNextToken();
    }
}
