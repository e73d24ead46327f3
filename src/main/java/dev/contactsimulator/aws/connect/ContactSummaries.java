package dev.contactsimulator.aws.connect;

import dev.contactsimulator.contact.InitiationMethod;
import dev.contactsimulator.view.ContactRow;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contacts as elements of a list. */
final class ContactSummaries {

    /** An element of the response of SearchContacts. */
    record ContactSearchSummary(
            String arn,
            String id,
            @Nullable String initialContactId,
            @Nullable String previousContactId,
            InitiationMethod initiationMethod,
            String channel,
            Instant initiationTimestamp,
            @Nullable Instant disconnectTimestamp,
            @Nullable ContactQueue queueInfo,
            @Nullable ContactAgent agentInfo,
            Map<String, SegmentAttribute> segmentAttributes,
            Map<String, String> tags) {}

    /** An element of the response of ListAssociatedContacts. */
    record AssociatedContactSummary(
            String contactId,
            String contactArn,
            @Nullable String initialContactId,
            @Nullable String previousContactId,
            Instant initiationTimestamp,
            @Nullable Instant disconnectTimestamp,
            InitiationMethod initiationMethod,
            String channel) {}

    static ContactSearchSummary found(ContactRow row, Instance instance, Destinations.Numbers numbers) {
        return new ContactSearchSummary(
                instance.arnOf(row.contactId()),
                row.contactId().toString(),
                ChatContacts.initialContactId(row),
                ChatContacts.previousContactId(row),
                row.chain().initiationMethod(),
                ChatContacts.CHANNEL,
                row.origin().initiatedAt(),
                endOf(row),
                ContactQueue.of(row),
                ContactAgent.of(row),
                ChatContacts.segmentAttributes(row),
                ChatContacts.tags(
                        row,
                        Optional.ofNullable(row.origin().chat()).flatMap(chat -> numbers.of(chat.destinationId()))));
    }

    static AssociatedContactSummary associated(ContactRow row, Instance instance) {
        return new AssociatedContactSummary(
                row.contactId().toString(),
                instance.arnOf(row.contactId()),
                ChatContacts.initialContactId(row),
                ChatContacts.previousContactId(row),
                row.origin().initiatedAt(),
                endOf(row),
                row.chain().initiationMethod(),
                ChatContacts.CHANNEL);
    }

    private static @Nullable Instant endOf(ContactRow row) {
        return row.end() == null ? null : row.end().at();
    }

    private ContactSummaries() {}
}
