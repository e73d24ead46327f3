package dev.contactsimulator.view;

import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.contact.ParticipantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item of a transcript (Participant Service, "Item").
 *
 * @param receipts of a message, one for each participant that has received it
 */
public record TranscriptItem(ChatItem item, List<Receipt> receipts) {

    /** When a message reached a participant and was read ("MessageMetadata", "Receipts"). */
    public record Receipt(
            ParticipantId recipient,
            @Nullable Instant deliveredTimestamp,
            @Nullable Instant readTimestamp) {}

    public ItemId id() {
        return item.id();
    }

    TranscriptItem with(List<Receipt> newReceipts) {
        return new TranscriptItem(item, newReceipts);
    }
}
