package dev.contactsimulator.contact;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can happen to a chat contact. Kept for ever: a component may be added, never renamed or given another meaning. */
public sealed interface ContactEvent {

    ContactId contactId();

    /** When it happened, by the simulator's clock. */
    Instant at();

    record ContactCreated(
            ContactId contactId,
            String instanceId,
            String flowId,
            ChatName chat,
            int number,
            Participant customer,
            SessionDetails details,
            Instant expiresAt,
            Instant at)
            implements ContactEvent {}

    record ParticipantJoined(ContactId contactId, ItemId itemId, Participant participant, Instant at)
            implements ContactEvent {}

    record MessageSent(ContactId contactId, ItemId itemId, Participant from, MessageContent message, Instant at)
            implements ContactEvent {}

    /** A chat event that is no message: typing, an acknowledgement, a receipt. */
    record EventSent(
            ContactId contactId,
            ItemId itemId,
            Participant from,
            String contentType,
            @Nullable ItemId receiptFor,
            Instant at)
            implements ContactEvent {}

    record ParticipantLeft(ContactId contactId, ItemId itemId, Participant participant, Instant at)
            implements ContactEvent {}

    /** The end, which is final: after it only data may change. */
    record Disconnected(ContactId contactId, ItemId itemId, DisconnectReason reason, Instant at)
            implements ContactEvent {}

    record AttributesUpdated(ContactId contactId, Map<String, String> attributes, Instant at) implements ContactEvent {}

    record ContactTagged(ContactId contactId, Map<String, String> tags, Instant at) implements ContactEvent {}

    record ContactUntagged(ContactId contactId, Set<String> tagKeys, Instant at) implements ContactEvent {}
}
