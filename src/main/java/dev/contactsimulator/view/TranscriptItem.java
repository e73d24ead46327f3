package dev.contactsimulator.view;

import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.contact.Participant;
import dev.contactsimulator.contact.ParticipantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item of a transcript (Participant Service, "Item").
 *
 * @param absoluteTime to the millisecond, as the item's id has it
 * @param content what a message says; an event has none
 * @param participant who it is from, or null for the end of the chat
 * @param receipts of a message, one for each participant that has received it
 */
public record TranscriptItem(
        Instant absoluteTime,
        ItemId id,
        Type type,
        String contentType,
        @Nullable String content,
        @Nullable Participant participant,
        List<Receipt> receipts) {

    /** The types that occur; which kind of event it is says the content type. */
    public enum Type {
        MESSAGE,
        EVENT
    }

    /** When a message reached a participant and was read ("MessageMetadata", "Receipts"). */
    public record Receipt(
            ParticipantId recipient,
            @Nullable Instant deliveredTimestamp,
            @Nullable Instant readTimestamp) {}

    TranscriptItem with(List<Receipt> newReceipts) {
        return new TranscriptItem(absoluteTime, id, type, contentType, content, participant, newReceipts);
    }
}
