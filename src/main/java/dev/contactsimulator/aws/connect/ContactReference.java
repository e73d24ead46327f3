package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsRequest;
import dev.contactsimulator.contact.ContactId;
import java.util.Optional;

/**
 * A contact as requests name it.
 *
 * @param instanceId the id or the ARN of an instance
 * @param contactId any text that the constraints of the member allow
 */
record ContactReference(String instanceId, String contactId) {

    private static final String INSTANCE_ID = "InstanceId";

    /** @param member "ContactId" or "InitialContactId" */
    static ContactReference readBody(AwsRequest request, String member) {
        return new ContactReference(
                request.body().requiredString(INSTANCE_ID, ContactMembers.INSTANCE_ID),
                request.body().requiredString(member, ContactMembers.CONTACT_ID));
    }

    /** @param label "ContactId" or "InitialContactId" */
    static ContactReference readPath(AwsRequest request, String label) {
        return new ContactReference(
                request.label(INSTANCE_ID, ContactMembers.INSTANCE_ID),
                request.label(label, ContactMembers.CONTACT_ID));
    }

    /** The contact's id, or empty if the text is no UUID and so names no contact. */
    Optional<ContactId> id() {
        return Ids.of(contactId).map(ContactId::new);
    }
}
