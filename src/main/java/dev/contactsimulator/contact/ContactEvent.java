package dev.contactsimulator.contact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a chat contact. Stored under frozen names: a component may be added, never renamed or given another
 * meaning.
 */
public sealed interface ContactEvent {

    ContactId contactId();

    /** When it happened, by the simulator's clock. */
    Instant at();

    /** Whether it was due at a time, whichever command next reached the contact. */
    default boolean wasDue() {
        return false;
    }

    /** The contact of the chain that it happened to; {@link #contactId} is the first one, whose stream has the whole chain. */
    default ContactId currentContact() {
        return contactId();
    }

    /** An entry of the transcript, or a fact about one. Never follows {@link Disconnected}. */
    sealed interface TranscriptEvent extends ContactEvent {
        ItemId itemId();
    }

    /** A change of the session that is no item. Never follows {@link Disconnected}. */
    sealed interface SessionEvent extends ContactEvent {}

    /** A change of the contact's data, possible after its end as well. */
    sealed interface DataEvent extends ContactEvent {}

    /**
     * A chat begins.
     *
     * @param chat null for a chat that is named by nothing but its contact
     * @param number of the contact within its chat, from 1; 0 without one
     * @param start null for a chat that began with a message from outside
     */
    record ContactCreated(
            ContactId contactId,
            String instanceId,
            String flowId,
            @Nullable ChatName chat,
            int number,
            Participant customer,
            SessionDetails details,
            Instant expiresAt,
            Instant at,
            @Nullable ChatStart start)
            implements ContactEvent {

        /** The plain ("ValueString") ones that the contact has from its beginning on (Admin Guide, "Segment attributes"). */
        public Map<String, String> segmentAttributes() {
            if (start != null) return start.segmentAttributes();
            return chat == null ? Map.of() : Map.of("connect:Subtype", chat.subtypeOrDefault());
        }
    }

    record ParticipantJoined(ContactId contactId, ItemId itemId, Participant participant, Instant at)
            implements TranscriptEvent {}

    record MessageSent(ContactId contactId, ItemId itemId, Participant from, MessageContent message, Instant at)
            implements TranscriptEvent {}

    /** A file that a participant has uploaded. */
    record AttachmentSent(ContactId contactId, ItemId itemId, Participant from, Attachment attachment, Instant at)
            implements TranscriptEvent {}

    /** A chat event that is no message: typing, an acknowledgement, a receipt. */
    record EventSent(
            ContactId contactId,
            ItemId itemId,
            Participant from,
            String contentType,
            @Nullable ItemId receiptFor,
            Instant at)
            implements TranscriptEvent {

        @Override
        public boolean wasDue() {
            return ContentTypes.DUE.contains(contentType);
        }
    }

    record ParticipantLeft(ContactId contactId, ItemId itemId, Participant participant, Instant at)
            implements TranscriptEvent {}

    /** The end, which is final: after it only {@link DataEvent}s may follow. */
    record Disconnected(ContactId contactId, ItemId itemId, DisconnectReason reason, Instant at)
            implements TranscriptEvent {

        @Override
        public boolean wasDue() {
            return reason.wasDue();
        }
    }

    /** A participant may join until {@code connectBy}. */
    record ParticipantCreated(ContactId contactId, Participant participant, Instant connectBy, Instant at)
            implements SessionEvent {}

    /** Items from here on are published to a topic, besides the one that the chat began with. */
    record StreamingStarted(ContactId contactId, StreamingId streamingId, String endpointArn, Instant at)
            implements SessionEvent {}

    /** Timers for the next time that an agent or a bot joins. */
    record TimersConfigured(ContactId contactId, List<Timers.Setting> settings, Instant at) implements SessionEvent {}

    record StreamingStopped(ContactId contactId, StreamingId streamingId, Instant at) implements SessionEvent {}

    /** The contact waits in a queue for an agent. */
    record ContactQueued(ContactId contactId, ContactId currentContact, String queueId, Instant at)
            implements SessionEvent {}

    /**
     * An agent has accepted the contact, and joins.
     *
     * @param queueId the queue that the agent took it from; null for the one in which it waited, if any
     */
    record AgentConnected(
            ContactId contactId,
            ContactId currentContact,
            Participant agent,
            String agentId,
            @Nullable String queueId,
            Instant at)
            implements SessionEvent {}

    record AttributesUpdated(ContactId contactId, Map<String, String> attributes, Instant at) implements DataEvent {}

    record ContactTagged(ContactId contactId, Map<String, String> tags, Instant at) implements DataEvent {}

    record ContactUntagged(ContactId contactId, Set<String> tagKeys, Instant at) implements DataEvent {}
}
