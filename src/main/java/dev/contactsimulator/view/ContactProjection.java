package dev.contactsimulator.view;

import static java.time.temporal.ChronoUnit.MICROS;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.AgentConnected;
import dev.contactsimulator.contact.ContactEvent.AttributesUpdated;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.ContactQueued;
import dev.contactsimulator.contact.ContactEvent.ContactTagged;
import dev.contactsimulator.contact.ContactEvent.ContactUntagged;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.SegmentEnded;
import dev.contactsimulator.contact.ContactEvent.SegmentStarted;
import dev.contactsimulator.contact.ContactEvent.SessionEvent;
import dev.contactsimulator.contact.ContactEvent.TranscriptEvent;
import dev.contactsimulator.contact.Deadlines;
import dev.contactsimulator.contact.Pairs;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.view.ContactRow.End;
import dev.contactsimulator.view.ContactRow.Metrics;
import dev.contactsimulator.view.ContactRow.Origin;
import dev.contactsimulator.view.Handling.Agent;
import dev.contactsimulator.view.Handling.Queue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fold of a contact's events into its row: pure, so that the same events always give the same row. {@link
 * ChainProjection} says which row an event is for.
 */
final class ContactProjection {

    /**
     * @param row what the contact's earlier events gave, or null before the first
     * @return the row after {@code event}: the same one if the event changes nothing that can be queried
     */
    static ContactRow apply(@Nullable ContactRow row, ContactEvent event, long position) {
        if (event instanceof ContactCreated created) {
            if (row == null) return start(created, position);
            throw new IllegalStateException("contact " + event.contactId() + " begins again at position " + position);
        }
        if (row == null) {
            throw new IllegalStateException("contact " + event.contactId() + " has no beginning before " + position);
        }
        Instant at = event.at().truncatedTo(MICROS);
        ContactRow after = switch (event) {
            case MessageSent message ->
                row.with(count(row.metrics(), message, at))
                        .with(count(row.handling(), message, at))
                        .updated(at, position);
            case ParticipantJoined joined -> connect(row, joined, at).updated(at, position);
            case SegmentEnded ended ->
                row.ended(new End(at, null))
                        .with(row.chain().followed(ended.next()))
                        .updated(at, position);
            case Disconnected ended -> row.ended(new End(at, ended.reason())).updated(at, position);
            case AttributesUpdated update ->
                row.withAttributes(Pairs.with(row.attributes(), update.attributes()))
                        .updated(at, position);
            case ContactTagged tagged ->
                row.withTags(Pairs.with(row.tags(), tagged.tags())).updated(at, position);
            case ContactUntagged untagged ->
                row.withTags(Pairs.without(row.tags(), untagged.tagKeys())).updated(at, position);
            case ContactQueued queued ->
                row.with(row.handling().in(new Queue(queued.queueId(), at))).updated(at, position);
            case AgentConnected connected ->
                row.with(accept(row.handling(), connected, at)).updated(at, position);
            case ContactCreated _, TranscriptEvent _, SessionEvent _ -> row;
        };
        Deadlines deadlines = row.deadlines().after(event);
        return deadlines.equals(row.deadlines())
                ? after
                : after.with(deadlines).updated(after == row ? row.lastUpdateAt() : at, position);
    }

    private static ContactRow start(ContactCreated created, long position) {
        Instant at = created.at().truncatedTo(MICROS);
        Origin origin = new Origin(
                created.contactId(),
                created.instanceId(),
                created.flowId(),
                created.chat(),
                created.number(),
                created.customer().id(),
                created.customer().displayName(),
                List.copyOf(created.details().supportedContentTypes()),
                created.details().streamingEndpointArn(),
                Map.copyOf(created.segmentAttributes()),
                at,
                created.expiresAt().truncatedTo(MICROS),
                created.start() == null ? null : created.start().customerId(),
                created.start() == null ? null : created.start().relatedContactId());
        return new ContactRow(
                origin,
                Chain.beginning(created.contactId()),
                Map.copyOf(created.details().attributes()),
                Map.of(),
                null,
                null,
                Metrics.NONE,
                Handling.NONE,
                at,
                Deadlines.of(created),
                position);
    }

    /** The row of the next contact of a chain, which has the data of the previous one. */
    static ContactRow next(ContactRow previous, SegmentStarted started, long position) {
        Instant at = started.at().truncatedTo(MICROS);
        String queue = started.queueId();
        Chain chain =
                new Chain(previous.initialContactId(), started.previous(), null, started.initiationMethod(), List.of());
        return new ContactRow(
                previous.origin().of(started.currentContact(), at),
                chain,
                previous.attributes(),
                previous.tags(),
                at,
                null,
                Metrics.NONE,
                queue == null ? Handling.NONE : Handling.NONE.in(new Queue(queue, at)),
                at,
                previous.deadlines(),
                position);
    }

    /** A chat is connected to the system when its customer joins. */
    private static ContactRow connect(ContactRow row, ParticipantJoined joined, Instant at) {
        boolean first = row.connectedAt() == null && joined.participant().role() == ParticipantRole.CUSTOMER;
        return first ? row.connected(at) : row;
    }

    private static Metrics count(Metrics metrics, MessageSent message, Instant at) {
        int messages = metrics.messages() + 1;
        if (message.from().role() != ParticipantRole.CUSTOMER) {
            return new Metrics(
                    messages,
                    metrics.customerMessages(),
                    metrics.customerMessageChars(),
                    metrics.lastCustomerMessageAt());
        }
        long chars = metrics.customerMessageChars() + length(message);
        return new Metrics(messages, metrics.customerMessages() + 1, chars, at);
    }

    private static Handling count(Handling handling, MessageSent message, Instant at) {
        return switch (message.from().role()) {
            case AGENT -> handling.withAgentMessage(length(message), at);
            case CUSTOM_BOT -> handling.withBotMessage(length(message), at);
            case CUSTOMER, SYSTEM, SUPERVISOR -> handling;
        };
    }

    private static int length(MessageSent message) {
        String content = message.message().content();
        return content.codePointCount(0, content.length());
    }

    private static Handling accept(Handling handling, AgentConnected connected, Instant at) {
        Handling accepted = handling.by(new Agent(connected.agentId(), at));
        return connected.queueId() == null ? accepted : accepted.in(new Queue(connected.queueId(), at));
    }

    private ContactProjection() {}
}
