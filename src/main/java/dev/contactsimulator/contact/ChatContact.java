package dev.contactsimulator.contact;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.contactsimulator.contact.ContactCommand.ExpireContact;
import dev.contactsimulator.contact.ContactCommand.ReceiveDisconnect;
import dev.contactsimulator.contact.ContactCommand.ReceiveEvent;
import dev.contactsimulator.contact.ContactCommand.ReceiveMessage;
import dev.contactsimulator.contact.ContactCommand.StopContact;
import dev.contactsimulator.contact.ContactCommand.TagContact;
import dev.contactsimulator.contact.ContactCommand.UntagContact;
import dev.contactsimulator.contact.ContactCommand.UpdateAttributes;
import dev.contactsimulator.contact.ContactEvent.AttributesUpdated;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.ContactTagged;
import dev.contactsimulator.contact.ContactEvent.ContactUntagged;
import dev.contactsimulator.contact.ContactEvent.DataEvent;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContactEvent.TranscriptEvent;
import dev.contactsimulator.contact.ContactRejection.Kind;
import dev.contactsimulator.contact.Outcome.Ended;
import dev.contactsimulator.contact.Outcome.Handled;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * One chat contact, from the first message to the end and the changes of its data after that. Every handler first
 * ends the chat if it is due ({@link #expireIfDue}), then applies the rules.
 *
 * <p>Its state grows by one bit for each event.
 */
@AggregateRoot
@NullUnmarked
public class ChatContact {

    /** How long a chat lasts, waiting included, unless its start sets another duration (Admin Guide, "The chat/SMS channel"). */
    static final Duration CHAT_DURATION = Duration.ofHours(25);

    /** The objects of a contact with a customer without a name and one content type, in bytes; so, too, a further content type. */
    private static final int OBJECTS_BYTES = 400;

    private static final int CONTENT_TYPE_BYTES = 120;

    @AggregateIdentifier
    private ContactId contactId;

    private int nextSequence;
    private Participant customer;
    private List<String> supportedContentTypes;
    private Map<String, String> attributes;
    private Map<String, String> tags = Map.of();
    private Instant latest;
    private Instant expiresAt;
    private Instant endedAt;

    /** Which of the contact's events are messages, by sequence. */
    private BitSet messages = new BitSet();

    /** What attributes and tags take in memory: summed up when they change, not with each message. */
    private int pairsBytes;

    /** A contact without events. */
    public ChatContact() {}

    private ChatContact(ChatContact original) {
        contactId = original.contactId;
        nextSequence = original.nextSequence;
        customer = original.customer;
        supportedContentTypes = original.supportedContentTypes;
        attributes = original.attributes;
        tags = original.tags;
        latest = original.latest;
        expiresAt = original.expiresAt;
        endedAt = original.endedAt;
        messages = original.messages;
        pairsBytes = original.pairsBytes;
    }

    /**
     * A copy to try a command on: it is kept if the events are recorded, else the original is. Only one of the two may be
     * used after that. They share {@link #messages}, of which each event sets its own bit, to one or to zero.
     */
    public ChatContact copy() {
        return new ChatContact(this);
    }

    /** The contact that had the state after {@code events} events. */
    public static ChatContact of(ContactId contactId, int events, ContactState state) {
        ChatContact contact = new ChatContact();
        contact.contactId = contactId;
        contact.nextSequence = events;
        contact.customer = state.customer();
        contact.supportedContentTypes = ContentTypes.shared(state.supportedContentTypes());
        contact.attributes = Map.copyOf(state.attributes());
        contact.tags = Map.copyOf(state.tags());
        contact.latest = state.latest();
        contact.expiresAt = state.expiresAt();
        contact.endedAt = state.endedAt();
        contact.messages = BitSet.valueOf(state.messages());
        contact.sumUpPairs();
        return contact;
    }

    /** The state of a contact that has events. */
    public ContactState state() {
        return new ContactState(
                customer,
                supportedContentTypes,
                attributes,
                tags,
                latest,
                expiresAt,
                endedAt,
                messages.get(0, nextSequence).toByteArray());
    }

    /** When the contact's last event happened. */
    public Instant latest() {
        return latest;
    }

    /** The approximate memory of the contact, in bytes. */
    public int bytes() {
        return OBJECTS_BYTES
                + 2 * customer.displayName().length()
                + CONTENT_TYPE_BYTES * (supportedContentTypes.size() - 1)
                + messages.size() / Byte.SIZE
                + pairsBytes;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(ReceiveMessage command) {
        String contentType = command.message().contentType();
        if (contactId == null) {
            SessionDetails details = NewSessions.start(command.newSession(), command.chat(), command.destination());
            requireSupported(contentType, details.supportedContentTypes());
            Outcome created = create(command, details);
            receive(command.message(), command.at());
            return created;
        }
        Instant now = timeOf(command);
        if (hasEnded(now)) return ended();
        requireSupported(contentType, supportedContentTypes);
        return receive(command.message(), now);
    }

    private Outcome create(ReceiveMessage command, SessionDetails details) {
        ContactId id = command.contactId();
        Participant joining =
                new Participant(ParticipantId.customerOf(id), ParticipantRole.CUSTOMER, details.displayName());
        Outcome created = record(new ContactCreated(
                id,
                command.destination().instanceId(),
                command.destination().flowId(),
                command.chat(),
                command.number(),
                joining,
                details,
                command.at().plus(CHAT_DURATION),
                command.at()));
        record(new ParticipantJoined(id, nextItem(command.at()), joining, command.at()));
        return created;
    }

    private Outcome receive(MessageContent message, Instant now) {
        return record(new MessageSent(contactId, nextItem(now), customer, message, now));
    }

    @CommandHandler
    Outcome handle(ReceiveEvent command) {
        Instant now = timeOf(command);
        if (hasEnded(now)) return ended();
        ItemId receiptFor = command.messageId() == null ? null : requireMessage(command.messageId());
        return record(new EventSent(contactId, nextItem(now), customer, command.contentType(), receiptFor, now));
    }

    @CommandHandler
    Outcome handle(ReceiveDisconnect command) {
        Instant now = timeOf(command);
        if (hasEnded(now)) return ended();
        Outcome left = record(new ParticipantLeft(contactId, nextItem(now), customer, now));
        end(DisconnectReason.CUSTOMER_DISCONNECT, now);
        return left;
    }

    @CommandHandler
    Outcome handle(StopContact command) {
        Instant now = timeOf(command);
        return hasEnded(now) ? Handled.WITHOUT_CHANGE : end(DisconnectReason.API, now);
    }

    @CommandHandler
    Outcome handle(ExpireContact command) {
        expireIfDue(command.at());
        return Handled.WITHOUT_CHANGE;
    }

    @CommandHandler
    Outcome handle(UpdateAttributes command) {
        Instant now = timeOf(command);
        expireIfDue(now);
        Map<String, String> updated = Pairs.with(attributes, command.attributes());
        ContactAttributes.requireAllowed(updated);
        if (updated.equals(attributes)) return Handled.WITHOUT_CHANGE;
        return record(new AttributesUpdated(contactId, command.attributes(), now));
    }

    @CommandHandler
    Outcome handle(TagContact command) {
        Instant now = timeOf(command);
        expireIfDue(now);
        if (ContactTags.add(tags, command.tags()).equals(tags)) return Handled.WITHOUT_CHANGE;
        return record(new ContactTagged(contactId, command.tags(), now));
    }

    @CommandHandler
    Outcome handle(UntagContact command) {
        Instant now = timeOf(command);
        expireIfDue(now);
        if (Collections.disjoint(tags.keySet(), command.tagKeys())) return Handled.WITHOUT_CHANGE;
        return record(new ContactUntagged(contactId, command.tagKeys(), now));
    }

    private static Handled record(ContactEvent event) {
        apply(event);
        return new Handled(event);
    }

    private Ended ended() {
        return new Ended(endedAt);
    }

    /** Time never goes back within a contact, although the clocks of nodes differ and commands may be reordered. */
    private Instant timeOf(ContactCommand command) {
        return command.at().isBefore(latest) ? latest : command.at();
    }

    private boolean hasEnded(Instant now) {
        expireIfDue(now);
        return endedAt != null;
    }

    /** A chat whose duration has passed ended at that moment, whenever a command next reaches it. */
    private void expireIfDue(Instant now) {
        if (endedAt == null && !now.isBefore(expiresAt)) end(DisconnectReason.EXPIRED, expiresAt);
    }

    private Outcome end(DisconnectReason reason, Instant at) {
        return record(new Disconnected(contactId, nextItem(at), reason, at));
    }

    private ItemId nextItem(Instant at) {
        return ItemId.of(contactId, nextSequence, at);
    }

    /** A chat accepts only the content types that it was started with (SendMessage, "ContentType"). */
    private static void requireSupported(String contentType, List<String> supported) {
        if (!supported.contains(contentType)) {
            throw new ContactRejection(
                    Kind.INVALID_STATE, "This chat was not started with support for the content type of the message.");
        }
    }

    /** A receipt is for a message of this chat (SendEvent, "Content"). */
    private ItemId requireMessage(String messageId) {
        ItemId item = parse(messageId);
        if (item == null || !item.belongsTo(contactId) || !isMessage(item.sequence())) {
            throw new ContactRejection(
                    Kind.INVALID_STATE, "The messageId of a receipt must be a message of this chat.");
        }
        return item;
    }

    private boolean isMessage(int sequence) {
        return sequence < nextSequence && messages.get(sequence);
    }

    private static @Nullable ItemId parse(String id) {
        try {
            return ItemId.of(id);
        } catch (IllegalArgumentException notAUuid) {
            return null;
        }
    }

    /** Takes the next event of the contact into its state. */
    @EventSourcingHandler
    public void on(ContactEvent event) {
        switch (event) {
            case ContactCreated created -> {
                contactId = created.contactId();
                customer = created.customer();
                supportedContentTypes = ContentTypes.shared(created.details().supportedContentTypes());
                attributes = Map.copyOf(created.details().attributes());
                expiresAt = created.expiresAt();
            }
            case TranscriptEvent item -> {
                if (item instanceof Disconnected end) endedAt = end.at();
            }
            case AttributesUpdated update -> attributes = Pairs.with(attributes, update.attributes());
            case ContactTagged tagged -> tags = ContactTags.add(tags, tagged.tags());
            case ContactUntagged untagged -> tags = Pairs.without(tags, untagged.tagKeys());
        }
        if (event instanceof ContactCreated || event instanceof DataEvent) {
            sumUpPairs();
        }
        messages.set(nextSequence, event instanceof MessageSent);
        nextSequence++;
        latest = event.at();
    }

    private void sumUpPairs() {
        pairsBytes = Pairs.bytesInMemory(attributes) + Pairs.bytesInMemory(tags);
    }
}
