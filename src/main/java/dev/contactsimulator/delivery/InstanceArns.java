package dev.contactsimulator.delivery;

import dev.contactsimulator.aws.connect.AwsSettings;
import dev.contactsimulator.contact.ContactId;

/** The ARNs of instances and contacts of the account. */
public record InstanceArns(String partition, String region, String accountId) {

    static InstanceArns of(AwsSettings aws) {
        return new InstanceArns(aws.partition(), aws.region(), aws.accountId());
    }

    public String instance(String instanceId) {
        return "arn:" + partition + ":connect:" + region + ":" + accountId + ":instance/" + instanceId;
    }

    public String queue(String instanceId, String queueId) {
        return instance(instanceId) + "/queue/" + queueId;
    }

    /** @param agentId of the user */
    public String agent(String instanceId, String agentId) {
        return instance(instanceId) + "/agent/" + agentId;
    }

    public String contact(String instanceId, ContactId contactId) {
        return instance(instanceId) + "/contact/" + contactId;
    }
}
