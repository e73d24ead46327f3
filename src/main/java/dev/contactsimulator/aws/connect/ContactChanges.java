package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.aws.protocol.AwsResponse;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.aws.protocol.Length;
import dev.contactsimulator.aws.protocol.Members;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.aws.protocol.Routes;
import dev.contactsimulator.aws.protocol.Size;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactCommand.StopContact;
import dev.contactsimulator.contact.ContactCommand.TagContact;
import dev.contactsimulator.contact.ContactCommand.UntagContact;
import dev.contactsimulator.contact.ContactCommand.UpdateAttributes;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.RequestContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The operations that change a contact: StopContact, UpdateContactAttributes, TagContact, UntagContact. */
public final class ContactChanges implements Routes {

    private final Contacts contacts;
    private final Instance instance;
    private final Clock clock;

    public ContactChanges(Contacts contacts, Instance instance, Clock clock) {
        this.contacts = contacts;
        this.instance = instance;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.connect(
                        "POST",
                        "/contact/stop",
                        "StopContact",
                        ErrorType.INVALID_PARAMETER,
                        StopContactRequest::read,
                        this::stop),
                Route.connect(
                        "POST",
                        "/contact/attributes",
                        "UpdateContactAttributes",
                        ErrorType.INVALID_PARAMETER,
                        UpdateContactAttributesRequest::read,
                        this::updateAttributes),
                Route.connect(
                        "POST",
                        "/contact/tags",
                        "TagContact",
                        ErrorType.INVALID_PARAMETER,
                        TagContactRequest::read,
                        this::tag),
                Route.connect(
                        "DELETE",
                        "/contact/tags/{InstanceId}/{ContactId}",
                        "UntagContact",
                        ErrorType.INVALID_PARAMETER,
                        UntagContactRequest::read,
                        this::untag));
    }

    /** A DisconnectReason is honoured for outbound campaigns only, so it is no more than checked. */
    record StopContactRequest(String instanceId, String contactId) {

        static StopContactRequest read(AwsRequest request) {
            Members body = request.body();
            Members reason = body.structure("DisconnectReason");
            if (reason != null) reason.string("Code", Length.any());
            return new StopContactRequest(
                    body.requiredString("InstanceId", ContactMembers.INSTANCE_ID),
                    body.requiredString("ContactId", ContactMembers.CONTACT_ID));
        }
    }

    private AwsResponse stop(StopContactRequest request, RequestContext cause) {
        return change(
                request.instanceId(),
                request.contactId(),
                ErrorType.CONTACT_NOT_FOUND,
                contact -> new StopContact(contact, clock.instant()),
                cause);
    }

    record UpdateContactAttributesRequest(String instanceId, String initialContactId, Map<String, String> attributes) {

        static UpdateContactAttributesRequest read(AwsRequest request) {
            Members body = request.body();
            return new UpdateContactAttributesRequest(
                    body.requiredString("InstanceId", ContactMembers.INSTANCE_ID),
                    body.requiredString("InitialContactId", ContactMembers.CONTACT_ID),
                    body.requiredStringMap(
                            "Attributes", Size.ANY, ContactMembers.ATTRIBUTE_NAME, ContactMembers.ATTRIBUTE_VALUE));
        }
    }

    private AwsResponse updateAttributes(UpdateContactAttributesRequest request, RequestContext cause) {
        return change(
                request.instanceId(),
                request.initialContactId(),
                ErrorType.RESOURCE_NOT_FOUND,
                contact -> new UpdateAttributes(contact, request.attributes(), clock.instant()),
                cause);
    }

    record TagContactRequest(String instanceId, String contactId, Map<String, String> tags) {

        static TagContactRequest read(AwsRequest request) {
            Members body = request.body();
            return new TagContactRequest(
                    body.requiredString("InstanceId", ContactMembers.INSTANCE_ID),
                    body.requiredString("ContactId", ContactMembers.CONTACT_ID),
                    body.requiredStringMap(
                            "Tags", ContactMembers.TAGS, ContactMembers.TAG_KEY, ContactMembers.TAG_VALUE));
        }
    }

    private AwsResponse tag(TagContactRequest request, RequestContext cause) {
        return change(
                request.instanceId(),
                request.contactId(),
                ErrorType.RESOURCE_NOT_FOUND,
                contact -> new TagContact(contact, request.tags(), clock.instant()),
                cause);
    }

    record UntagContactRequest(String instanceId, String contactId, Set<String> tagKeys) {

        static UntagContactRequest read(AwsRequest request) {
            return new UntagContactRequest(
                    request.label("InstanceId", ContactMembers.INSTANCE_ID),
                    request.label("ContactId", ContactMembers.CONTACT_ID),
                    Set.copyOf(request.requiredParameters("TagKeys", ContactMembers.TAGS, ContactMembers.TAG_KEY)));
        }
    }

    private AwsResponse untag(UntagContactRequest request, RequestContext cause) {
        return change(
                request.instanceId(),
                request.contactId(),
                ErrorType.RESOURCE_NOT_FOUND,
                contact -> new UntagContact(contact, request.tagKeys(), clock.instant()),
                cause);
    }

    private AwsResponse change(
            String instanceId,
            String contactId,
            ErrorType unknownContact,
            Function<ContactId, ContactCommand> command,
            RequestContext cause) {
        instance.require(instanceId);
        return ContactMembers.contactId(contactId)
                .flatMap(contact -> contacts.send(command.apply(contact), cause))
                .map(outcome -> AwsResponse.EMPTY)
                .orElseThrow(() -> new AwsException(unknownContact, "There is no such contact."));
    }
}
