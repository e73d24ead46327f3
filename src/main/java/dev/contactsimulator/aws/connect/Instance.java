package dev.contactsimulator.aws.connect;

import dev.contactsimulator.contact.ContactId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An Amazon Connect instance. The bean of this type is the installation's own; {@link Instances} has all.
 *
 * @param id a UUID
 */
public record Instance(AwsSettings location, String id) {

    public String arn() {
        return location.arn("instance/" + id);
    }

    public String arnOf(ContactId contactId) {
        return arn() + "/contact/" + contactId;
    }

    String flowArn(UUID flowId) {
        return arn() + FLOW + flowId;
    }

    /** Where its users sign in; nothing is there. */
    static @Nullable String accessUrl(@Nullable String alias) {
        return alias == null ? null : "https://" + alias + ".my.connect.aws";
    }

    /** The state of instances and flows. */
    static final String ACTIVE = "ACTIVE";

    static final String FLOW = "/contact-flow/";

    UUID uuid() {
        return UUID.fromString(id);
    }
}
