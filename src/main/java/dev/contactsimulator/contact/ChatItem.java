package dev.contactsimulator.contact;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.contactsimulator.contact.ContactEvent.AttachmentSent;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.DataEvent;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContactEvent.SegmentEnded;
import dev.contactsimulator.contact.ContactEvent.SessionEvent;
import dev.contactsimulator.contact.ContactEvent.TranscriptEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the participants of a chat see of an event (Participant Service, "Item").
 *
 * @param contactId the contact of the chain that was current
 * @param absoluteTime to the millisecond, as the item's id has it
 * @param content what a message says
 * @param participant who it is from, or null for the end of the chat and a move between queues
 * @param receiptFor the message that a receipt is for
 * @param attachment of an item of type ATTACHMENT
 */
public record ChatItem(
        ItemId id,
        ContactId contactId,
        Instant absoluteTime,
        Type type,
        String contentType,
        @Nullable String content,
        @Nullable Participant participant,
        @Nullable ItemId receiptFor,
        @Nullable Attachment attachment) {

    /** The types that occur; which kind of event it is says the content type. */
    public enum Type {
        MESSAGE,
        EVENT,
        ATTACHMENT
    }

    /** Empty if participants see nothing of the event: an acknowledged connection, a change of data. */
    public static Optional<ChatItem> of(ContactEvent event) {
        return switch (event) {
            case MessageSent sent ->
                Optional.of(new ChatItem(
                        sent.itemId(),
                        sent.currentContact(),
                        sent.at().truncatedTo(MILLIS),
                        Type.MESSAGE,
                        sent.message().contentType(),
                        sent.message().content(),
                        sent.from(),
                        null,
                        null));
            case AttachmentSent sent ->
                Optional.of(new ChatItem(
                        sent.itemId(),
                        sent.currentContact(),
                        sent.at().truncatedTo(MILLIS),
                        Type.ATTACHMENT,
                        sent.attachment().contentType(),
                        null,
                        sent.from(),
                        null,
                        sent.attachment()));
            case EventSent sent ->
                sent.contentType().equals(ContentTypes.CONNECTION_ACKNOWLEDGED)
                        ? Optional.empty()
                        : event(sent, sent.contentType(), sent.from(), sent.receiptFor());
            case ParticipantJoined joined -> event(joined, ContentTypes.PARTICIPANT_JOINED, joined.participant(), null);
            case ParticipantLeft left -> event(left, ContentTypes.PARTICIPANT_LEFT, left.participant(), null);
            case SegmentEnded ended -> event(ended, ContentTypes.TRANSFER_SUCCEEDED, ended.from(), null);
            case Disconnected ended -> event(ended, ContentTypes.CHAT_ENDED, null, null);
            case ContactCreated _, SessionEvent _, DataEvent _ -> Optional.empty();
        };
    }

    private static Optional<ChatItem> event(
            TranscriptEvent event, String contentType, @Nullable Participant participant, @Nullable ItemId receiptFor) {
        return Optional.of(new ChatItem(
                event.itemId(),
                event.currentContact(),
                event.at().truncatedTo(MILLIS),
                Type.EVENT,
                contentType,
                null,
                participant,
                receiptFor,
                null));
    }

    /** Whether transcripts have the item: typing and the like are only streamed, and a receipt belongs to its message. */
    public boolean isInTranscript() {
        return type != Type.EVENT || ContentTypes.IN_TRANSCRIPTS.contains(contentType);
    }
}
