package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.connect.ContactSummaries.AssociatedContactSummary;
import dev.contactsimulator.aws.connect.ContactSummaries.ContactSearchSummary;
import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Routes;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.view.ContactPage;
import dev.contactsimulator.view.ContactQueries;
import dev.contactsimulator.view.ContactRow;
import dev.contactsimulator.view.InvalidPageToken;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations that show contacts: DescribeContact, GetContactAttributes, SearchContacts, ListAssociatedContacts. */
public final class ContactReadings implements Routes {

    private final ContactQueries contacts;
    private final Instance instance;
    private final Destinations destinations;

    public ContactReadings(ContactQueries contacts, Instance instance, Destinations destinations) {
        this.contacts = contacts;
        this.instance = instance;
        this.destinations = destinations;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.connect(
                        "GET",
                        "/contacts/{InstanceId}/{ContactId}",
                        "DescribeContact",
                        ErrorType.INVALID_PARAMETER,
                        request -> ContactName.read(request, "ContactId"),
                        this::describe),
                Route.connect(
                        "GET",
                        "/contact/attributes/{InstanceId}/{InitialContactId}",
                        "GetContactAttributes",
                        ErrorType.INVALID_REQUEST,
                        request -> ContactName.read(request, "InitialContactId"),
                        this::attributes),
                Route.connect(
                        "POST",
                        "/search-contacts",
                        "SearchContacts",
                        ErrorType.INVALID_PARAMETER,
                        request -> SearchContactsRequest.read(request.body()),
                        this::search),
                Route.connect(
                        "GET",
                        "/contact/associated/{InstanceId}",
                        "ListAssociatedContacts",
                        ErrorType.INVALID_PARAMETER,
                        ListAssociatedContactsRequest::read,
                        this::associated));
    }

    /** The labels that name a contact. */
    record ContactName(String instanceId, String contactId) {

        static ContactName read(AwsRequest request, String contactLabel) {
            return new ContactName(
                    request.label("InstanceId", ContactMembers.INSTANCE_ID),
                    request.label(contactLabel, ContactMembers.CONTACT_ID));
        }
    }

    record DescribeContactResponse(Contact contact) {}

    private AwsResponse describe(ContactName name, RequestContext cause) {
        return AwsResponse.of(new DescribeContactResponse(Contact.of(find(name), instance, destinations)));
    }

    record GetContactAttributesResponse(Map<String, String> attributes) {}

    private AwsResponse attributes(ContactName name, RequestContext cause) {
        return AwsResponse.of(new GetContactAttributesResponse(find(name).attributes()));
    }

    private ContactRow find(ContactName name) {
        instance.require(name.instanceId());
        return ContactMembers.contactId(name.contactId())
                .flatMap(contact -> contacts.contact(instance.id(), contact))
                .orElseThrow(ContactReadings::unknownContact);
    }

    record SearchContactsResponse(
            List<ContactSearchSummary> contacts, @Nullable String nextToken, long totalCount) {}

    private AwsResponse search(SearchContactsRequest request, RequestContext cause) {
        instance.require(request.instanceId());
        try {
            ContactPage page = contacts.search(request.toSearch(instance));
            return AwsResponse.of(new SearchContactsResponse(
                    page.contacts().stream()
                            .map(row -> ContactSummaries.found(row, instance, destinations))
                            .toList(),
                    page.nextToken(),
                    page.totalCount()));
        } catch (InvalidPageToken invalid) {
            throw invalidToken();
        }
    }

    /** @param nextToken is not given by any answer, since no contact has others yet */
    record ListAssociatedContactsRequest(
            ContactName contact, @Nullable String nextToken) {

        static ListAssociatedContactsRequest read(AwsRequest request) {
            request.integerParameter("maxResults", 1, 100);
            return new ListAssociatedContactsRequest(
                    new ContactName(
                            request.label("InstanceId", ContactMembers.INSTANCE_ID),
                            request.requiredParameter("contactId", ContactMembers.CONTACT_ID)),
                    request.parameter("nextToken", Length.any()));
        }
    }

    record ListAssociatedContactsResponse(List<AssociatedContactSummary> contactSummaryList) {}

    private AwsResponse associated(ListAssociatedContactsRequest request, RequestContext cause) {
        instance.require(request.contact().instanceId());
        if (request.nextToken() != null) throw invalidToken();
        List<ContactRow> tree = ContactMembers.contactId(request.contact().contactId())
                .map(contact -> contacts.tree(instance.id(), contact))
                .orElse(List.of());
        if (tree.isEmpty()) throw unknownContact();
        return AwsResponse.of(new ListAssociatedContactsResponse(tree.stream()
                .map(row -> ContactSummaries.associated(row, instance))
                .toList()));
    }

    private static AwsException unknownContact() {
        return new AwsException(ErrorType.RESOURCE_NOT_FOUND, "There is no such contact.");
    }

    private static AwsException invalidToken() {
        return new AwsException(
                ErrorType.INVALID_PARAMETER, "The NextToken is not one that this request was answered with.");
    }
}
