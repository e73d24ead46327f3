package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsException;
import dev.contactsimulator.aws.protocol.ErrorType;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Destination;

/**
 * The Amazon Connect instance of the installation.
 *
 * @param id a UUID
 * @param flowId the flow that chats start with unless their destination has another one
 */
public record Instance(AwsSettings location, String id, String flowId) {

    public String arn() {
        return "arn:" + location.partition() + ":connect:" + location.region() + ":" + location.accountId()
                + ":instance/" + id;
    }

    public String arnOf(ContactId contactId) {
        return arn() + "/contact/" + contactId;
    }

    Destination defaultDestination() {
        return new Destination(location.region(), id, flowId);
    }

    /**
     * @param instanceId an InstanceId as callers give it: the id or the ARN
     * @throws AwsException (ResourceNotFoundException) if it is another instance
     */
    void require(String instanceId) {
        if (!instanceId.equals(id) && !instanceId.equals(arn())) {
            throw new AwsException(ErrorType.RESOURCE_NOT_FOUND, "There is no such instance.");
        }
    }
}
