package dev.contactsimulator.delivery;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.ContactTagged;
import dev.contactsimulator.contact.ContactEvent.ContactUntagged;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.StreamingStarted;
import dev.contactsimulator.contact.ContactEvent.StreamingStopped;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Pairs;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.contact.StreamingId;
import dev.contactsimulator.eventlog.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What deliveries need to know of a contact as it was at one of its events: the fold of its events until then, this one
 * included.
 *
 * @param chat null for a contact that is in no chat with others
 * @param segmentAttributes the plain ("ValueString") ones
 * @param connectedAt when the customer joined
 * @param topics to which items are published, the oldest first
 * @param sequence of the event
 */
public record ContactFacts(
        ContactId contactId,
        String instanceId,
        @Nullable ChatName chat,
        Map<String, String> segmentAttributes,
        Instant initiatedAt,
        @Nullable Instant connectedAt,
        @Nullable Instant endedAt,
        Map<String, String> tags,
        List<String> topics,
        int sequence) {

    /** @param before the facts at the event before, or null for the first */
    static ContactFacts after(@Nullable ContactFacts before, RecordedEvent recorded) {
        if (recorded.payload() instanceof ContactCreated created) return begin(created, recorded.sequence());
        if (before == null || before.sequence() + 1 != recorded.sequence()) {
            throw new IllegalStateException("contact " + recorded.contactId()
                    + " lacks an event before the one at position " + recorded.position());
        }
        return before.with((ContactEvent) recorded.payload(), recorded.sequence());
    }

    private static ContactFacts begin(ContactCreated created, int sequence) {
        String topic = created.details().streamingEndpointArn();
        return new ContactFacts(
                created.contactId(),
                created.instanceId(),
                created.chat(),
                created.segmentAttributes(),
                created.at(),
                null,
                null,
                Map.of(),
                topic == null ? List.of() : List.of(topic),
                sequence);
    }

    private ContactFacts with(ContactEvent event, int newSequence) {
        return switch (event) {
            case StreamingStarted started -> copy(connectedAt, endedAt, tags, with(started), newSequence);
            case StreamingStopped stopped ->
                copy(connectedAt, endedAt, tags, without(stopped.streamingId()), newSequence);
            case ParticipantJoined joined
            when connectedAt == null && joined.participant().role() == ParticipantRole.CUSTOMER ->
                copy(joined.at(), endedAt, tags, topics, newSequence);
            case Disconnected ended -> copy(connectedAt, ended.at(), tags, topics, newSequence);
            case ContactTagged tagged ->
                copy(connectedAt, endedAt, Pairs.with(tags, tagged.tags()), topics, newSequence);
            case ContactUntagged untagged ->
                copy(connectedAt, endedAt, Pairs.without(tags, untagged.tagKeys()), topics, newSequence);
            default -> copy(connectedAt, endedAt, tags, topics, newSequence);
        };
    }

    private ContactFacts copy(
            @Nullable Instant connected,
            @Nullable Instant ended,
            Map<String, String> newTags,
            List<String> newTopics,
            int newSequence) {
        return new ContactFacts(
                contactId,
                instanceId,
                chat,
                segmentAttributes,
                initiatedAt,
                connected,
                ended,
                newTags,
                newTopics,
                newSequence);
    }

    private List<String> with(StreamingStarted started) {
        if (topics.contains(started.endpointArn())) return topics;
        return Stream.concat(topics.stream(), Stream.of(started.endpointArn())).toList();
    }

    private List<String> without(StreamingId streamingId) {
        return topics.stream()
                .filter(topic -> !StreamingId.of(contactId, topic).equals(streamingId))
                .toList();
    }
}
