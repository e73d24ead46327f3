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
import dev.contactsimulator.contact.ContactEvent.SessionEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the participants of a chat see of an event (Participant Service, "Item").
 *
 * @param absoluteTime to the millisecond, as the item's id has it
 * @param content what a message says
 * @param participant who it is from, or null for the end of the chat
 * @param receiptFor the message that a receipt is for
 * @param attachment of an item of type ATTACHMENT
 */
public record ChatItem(
        ItemId id,
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
            case MessageSent(var contact, var id, var from, var message, var at) ->
                Optional.of(new ChatItem(
                        id,
                        at.truncatedTo(MILLIS),
                        Type.MESSAGE,
                        message.contentType(),
                        message.content(),
                        from,
                        null,
                        null));
            case AttachmentSent(var contact, var id, var from, var attachment, var at) ->
                Optional.of(new ChatItem(
                        id,
                        at.truncatedTo(MILLIS),
                        Type.ATTACHMENT,
                        attachment.contentType(),
                        null,
                        from,
                        null,
                        attachment));
            case EventSent(var contact, var id, var from, var contentType, var receiptFor, var at) ->
                contentType.equals(ContentTypes.CONNECTION_ACKNOWLEDGED)
                        ? Optional.empty()
                        : event(id, contentType, from, receiptFor, at);
            case ParticipantJoined(var contact, var id, var participant, var at) ->
                event(id, ContentTypes.PARTICIPANT_JOINED, participant, null, at);
            case ParticipantLeft(var contact, var id, var participant, var at) ->
                event(id, ContentTypes.PARTICIPANT_LEFT, participant, null, at);
            case Disconnected(var contact, var id, var reason, var at) ->
                event(id, ContentTypes.CHAT_ENDED, null, null, at);
            case ContactCreated _, SessionEvent _, DataEvent _ -> Optional.empty();
        };
    }

    private static Optional<ChatItem> event(
            ItemId id, String contentType, @Nullable Participant participant, @Nullable ItemId receiptFor, Instant at) {
        return Optional.of(
                new ChatItem(id, at.truncatedTo(MILLIS), Type.EVENT, contentType, null, participant, receiptFor, null));
    }

    /** Whether transcripts have the item: typing and the like are only streamed, and a receipt belongs to its message. */
    public boolean isInTranscript() {
        return type != Type.EVENT || ContentTypes.IN_TRANSCRIPTS.contains(contentType);
    }
}
