package dev.contactsimulator.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a chat contact may be asked to do. Time comes with the command; the contact does not read a clock. */
public sealed interface ContactCommand {

    ContactId contactId();

    Instant at();

    /** Whether the command creates its contact if there is none yet. */
    default boolean createsContact() {
        return false;
    }

    /** A command of SendChatIntegrationEvent, with an {@link Outcome}. */
    sealed interface ChatIntegrationCommand extends ContactCommand {}

    /** MESSAGE: opens the contact if there is none yet. */
    record ReceiveMessage(
            ContactId contactId,
            ChatName chat,
            int number,
            Destination destination,
            NewSession newSession,
            MessageContent message,
            Instant at)
            implements ChatIntegrationCommand {

        @Override
        public boolean createsContact() {
            return true;
        }
    }

    /** Begins a contact of a chat with a message of the system. Refused if the chat has an active contact. */
    record StartOutboundChat(
            ContactId contactId,
            ChatName chat,
            int number,
            Destination destination,
            NewSession session,
            ChatStart start,
            Duration duration,
            @Nullable MessageContent initialSystemMessage,
            Instant at)
            implements ChatIntegrationCommand {

        @Override
        public boolean createsContact() {
            return true;
        }
    }

    /** EVENT: typing, an acknowledgement, or a receipt for {@code messageId}. */
    record ReceiveEvent(
            ContactId contactId,
            String contentType,
            @Nullable String messageId,
            Instant at) implements ChatIntegrationCommand {}

    /** DISCONNECT: the customer leaves, the chat ends. */
    record ReceiveDisconnect(ContactId contactId, Instant at) implements ChatIntegrationCommand {}

    /** A command of one participant. It is refused if the participant is not, or no longer, one of the chat. */
    sealed interface ParticipantCommand extends ContactCommand {
        ParticipantId participantId();
    }

    /**
     * A participant has a connection.
     *
     * @param joins whether it joins the chat by that, unless it has already
     */
    record ConnectParticipant(ContactId contactId, ParticipantId participantId, boolean joins, Instant at)
            implements ParticipantCommand {}

    record SendMessage(ContactId contactId, ParticipantId participantId, MessageContent message, Instant at)
            implements ParticipantCommand {}

    record SendAttachment(ContactId contactId, ParticipantId participantId, Attachment attachment, Instant at)
            implements ParticipantCommand {}

    /** Changes nothing: has checked whether the participant may send one more file, before it uploads it. */
    record CheckAttachmentUpload(ContactId contactId, ParticipantId participantId, Instant at)
            implements ParticipantCommand {}

    /** Changes nothing: has checked whether the participant may read the files of the chat. */
    record CheckAttachmentAccess(ContactId contactId, ParticipantId participantId, Instant at)
            implements ParticipantCommand {}

    /** @param messageId the message that a receipt is for */
    record SendEvent(
            ContactId contactId,
            ParticipantId participantId,
            String contentType,
            @Nullable String messageId,
            Instant at)
            implements ParticipantCommand {}

    record DisconnectParticipant(ContactId contactId, ParticipantId participantId, Instant at)
            implements ParticipantCommand {}

    /** Changes nothing: has the participant checked, before something is read for it. */
    record CheckParticipant(ContactId contactId, ParticipantId participantId, Instant at)
            implements ParticipantCommand {}

    /** Invites a bot, which is to join within {@link Participants#BOT_WINDOW}. */
    record CreateParticipant(ContactId contactId, String displayName, Instant at) implements ContactCommand {}

    /**
     * An agent accepts the contact and joins at once; a bot leaves.
     *
     * @param agentId of the user
     * @param queueId the queue that the agent takes it from; null for the one in which it waits, if any
     */
    record ConnectAgent(
            ContactId contactId,
            String displayName,
            String agentId,
            @Nullable String queueId,
            Instant at) implements ContactCommand {}

    /** Has the contact wait in a queue for an agent. */
    record QueueContact(ContactId contactId, String queueId, Instant at) implements ContactCommand {}

    /** An agent hands the chat over to another one: the next contact of the chain begins. */
    record TransferToAgent(ContactId contactId, String displayName, String agentId, Instant at)
            implements ContactCommand {}

    /** Moves the chat, from an agent or from another queue, to a queue: the next contact of the chain begins. */
    record TransferToQueue(ContactId contactId, String queueId, Instant at) implements ContactCommand {}

    /** @param region of the contact's instance, in which the topic must be */
    record StartStreaming(ContactId contactId, String endpointArn, String region, Instant at)
            implements ContactCommand {}

    record StopStreaming(ContactId contactId, String streamingId, Instant at) implements ContactCommand {}

    /**
     * Begins a contact that is in no chat with others. It is there already if the call was made before.
     *
     * @param duration of the chat
     */
    record StartChat(
            ContactId contactId,
            Destination destination,
            NewSession session,
            ChatStart start,
            Duration duration,
            @Nullable MessageContent initialMessage,
            Instant at)
            implements ContactCommand {

        @Override
        public boolean createsContact() {
            return true;
        }
    }

    /** Sets idle timers (UpdateParticipantRoleConfig). */
    record ConfigureTimers(ContactId contactId, List<Timers.Setting> settings, Instant at) implements ContactCommand {}

    record StopContact(ContactId contactId, Instant at) implements ContactCommand {}

    /** Does what is due at {@code at}: ends the contact if its chat duration has passed, for example. */
    record ExpireContact(ContactId contactId, Instant at) implements ContactCommand {}

    record UpdateAttributes(ContactId contactId, Map<String, String> attributes, Instant at)
            implements ContactCommand {}

    record TagContact(ContactId contactId, Map<String, String> tags, Instant at) implements ContactCommand {}

    record UntagContact(ContactId contactId, Set<String> tagKeys, Instant at) implements ContactCommand {}
}
