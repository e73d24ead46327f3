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

        /** The further contact of the chain that it happened to; null for the first one. */
        @Nullable
        ContactId segment();

        @Override
        default ContactId currentContact() {
            ContactId further = segment();
            return further == null ? contactId() : further;
        }
    }

    /** A change of the session that is no item, for the contact of the chain that goes on. Never follows {@link Disconnected}. */
    sealed interface SessionEvent extends ContactEvent {}

    /** A change of data, which all contacts of the chain share; possible after the end as well. */
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

    record ParticipantJoined(
            ContactId contactId,
            ItemId itemId,
            Participant participant,
            Instant at,
            @Nullable ContactId segment) implements TranscriptEvent {

        public ParticipantJoined(ContactId contactId, ItemId itemId, Participant participant, Instant at) {
            this(contactId, itemId, participant, at, null);
        }
    }

    record MessageSent(
            ContactId contactId,
            ItemId itemId,
            Participant from,
            MessageContent message,
            Instant at,
            @Nullable ContactId segment)
            implements TranscriptEvent {

        public MessageSent(ContactId contactId, ItemId itemId, Participant from, MessageContent message, Instant at) {
            this(contactId, itemId, from, message, at, null);
        }
    }

    /** A file that a participant has uploaded. */
    record AttachmentSent(
            ContactId contactId,
            ItemId itemId,
            Participant from,
            Attachment attachment,
            Instant at,
            @Nullable ContactId segment)
            implements TranscriptEvent {

        public AttachmentSent(ContactId contactId, ItemId itemId, Participant from, Attachment attachment, Instant at) {
            this(contactId, itemId, from, attachment, at, null);
        }
    }

    /** A chat event that is no message: typing, an acknowledgement, a receipt. */
    record EventSent(
            ContactId contactId,
            ItemId itemId,
            Participant from,
            String contentType,
            @Nullable ItemId receiptFor,
            Instant at,
            @Nullable ContactId segment)
            implements TranscriptEvent {

        @Override
        public boolean wasDue() {
            return ContentTypes.DUE.contains(contentType);
        }

        public EventSent(
                ContactId contactId,
                ItemId itemId,
                Participant from,
                String contentType,
                @Nullable ItemId receiptFor,
                Instant at) {
            this(contactId, itemId, from, contentType, receiptFor, at, null);
        }
    }

    record ParticipantLeft(
            ContactId contactId,
            ItemId itemId,
            Participant participant,
            Instant at,
            @Nullable ContactId segment) implements TranscriptEvent {

        public ParticipantLeft(ContactId contactId, ItemId itemId, Participant participant, Instant at) {
            this(contactId, itemId, participant, at, null);
        }
    }

    /** The end of the whole chain, which is final: after it only {@link DataEvent}s may follow. */
    record Disconnected(
            ContactId contactId,
            ItemId itemId,
            DisconnectReason reason,
            Instant at,
            @Nullable ContactId segment) implements TranscriptEvent {

        public Disconnected(ContactId contactId, ItemId itemId, DisconnectReason reason, Instant at) {
            this(contactId, itemId, reason, at, null);
        }

        @Override
        public boolean wasDue() {
            return reason.wasDue();
        }
    }

    /**
     * A contact of the chain has ended by a transfer; the chat goes on with the next one.
     *
     * @param from the agent that has transferred it; null if it was moved from one queue to another
     */
    record SegmentEnded(
            ContactId contactId,
            ItemId itemId,
            @Nullable Participant from,
            ContactId next,
            Instant at,
            @Nullable ContactId segment)
            implements TranscriptEvent {}

    /** A participant may join until {@code connectBy}. */
    record ParticipantCreated(ContactId contactId, Participant participant, Instant connectBy, Instant at)
            implements SessionEvent {}

    /** Items from here on are published to a topic, besides the one that the chat began with. */
    record StreamingStarted(ContactId contactId, StreamingId streamingId, String endpointArn, Instant at)
            implements SessionEvent {}

    /** Timers for the next time that an agent or a bot joins. */
    record TimersConfigured(ContactId contactId, List<Timers.Setting> settings, Instant at) implements SessionEvent {}

    record StreamingStopped(ContactId contactId, StreamingId streamingId, Instant at) implements SessionEvent {}

    /**
     * The next contact of the chain begins.
     *
     * @param queueId the queue in which it waits; null if it was transferred to an agent
     */
    record SegmentStarted(
            ContactId contactId,
            ContactId currentContact,
            ContactId previous,
            InitiationMethod initiationMethod,
            @Nullable String queueId,
            Instant at)
            implements SessionEvent {}

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
