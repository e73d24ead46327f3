package dev.contactsimulator.aws.connect;

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
            String initiationMethod,
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
            Instant initiationTimestamp,
            @Nullable Instant disconnectTimestamp,
            String initiationMethod,
            String channel) {}

    static ContactSearchSummary found(ContactRow row, Instance instance, Destinations.Numbers numbers) {
        return new ContactSearchSummary(
                instance.arnOf(row.contactId()),
                row.contactId().toString(),
                ChatContacts.INITIATION_METHOD,
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
                row.origin().initiatedAt(),
                endOf(row),
                ChatContacts.INITIATION_METHOD,
                ChatContacts.CHANNEL);
    }

    private static @Nullable Instant endOf(ContactRow row) {
        return row.end() == null ? null : row.end().at();
    }

    private ContactSummaries() {}
}
