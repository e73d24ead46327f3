package dev.contactsimulator.contact;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.contactsimulator.contact.ContactCommand.ExpireContact;
import dev.contactsimulator.contact.ContactCommand.RecallCalls;
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
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContactRejection.Kind;
import dev.contactsimulator.contact.Outcome.Ended;
import dev.contactsimulator.contact.Outcome.Handled;
import dev.contactsimulator.retry.HandledCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * One chat contact, from the first message to the end and the changes of its data after that.
 *
 * <p>Every handler first recognises a retry of a call it has handled ({@link HandledCalls}), then settles what time has
 * brought ({@link #expireIfDue}), then applies the rules. What it remembers does not grow with the chat but by a bit for
 * each event and the calls of the last hour.
 */
@AggregateRoot
@NullUnmarked
public class ChatContact {

    /** How long a chat lasts, waiting included, unless its start says otherwise (Admin Guide, "The chat/SMS channel"). */
    static final Duration CHAT_DURATION = Duration.ofHours(25);

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
    private final HandledCalls invocations = new HandledCalls();
    private final BitSet messages = new BitSet();

    ChatContact() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(ReceiveMessage command, @MetaDataValue(RequestContext.INVOCATION_ID) @Nullable String invocation) {
        Optional<Handled> firstAnswer = invocations.firstAnswer(invocation, command.at());
        if (firstAnswer.isPresent()) return firstAnswer.get();
        String contentType = command.message().contentType();
        if (contactId == null) {
            SessionDetails details = NewSessions.start(command.newSession(), command.chat(), command.destination());
            requireSupported(contentType, details.supportedContentTypes());
            create(command, details);
            receive(command.message(), command.at());
            return new Handled(true);
        }
        Instant now = timeOf(command);
        if (isOver(now)) return over();
        requireSupported(contentType, supportedContentTypes);
        receive(command.message(), now);
        return new Handled(false);
    }

    private void create(ReceiveMessage command, SessionDetails details) {
        ContactId id = command.contactId();
        Participant joining =
                new Participant(ParticipantId.customerOf(id), ParticipantRole.CUSTOMER, details.displayName());
        apply(new ContactCreated(
                id,
                command.destination().instanceId(),
                command.destination().flowId(),
                command.chat(),
                command.number(),
                joining,
                details,
                command.at().plus(CHAT_DURATION),
                command.at()));
        apply(new ParticipantJoined(id, nextItem(command.at()), joining, command.at()));
    }

    private void receive(MessageContent message, Instant now) {
        apply(new MessageSent(contactId, nextItem(now), customer, message, now));
    }

    @CommandHandler
    Outcome handle(ReceiveEvent command, @MetaDataValue(RequestContext.INVOCATION_ID) @Nullable String invocation) {
        Optional<Handled> firstAnswer = invocations.firstAnswer(invocation, command.at());
        if (firstAnswer.isPresent()) return firstAnswer.get();
        Instant now = timeOf(command);
        if (isOver(now)) return over();
        ItemId receiptFor = command.messageId() == null ? null : requireMessage(command.messageId());
        apply(new EventSent(contactId, nextItem(now), customer, command.contentType(), receiptFor, now));
        return new Handled(false);
    }

    @CommandHandler
    Outcome handle(
            ReceiveDisconnect command, @MetaDataValue(RequestContext.INVOCATION_ID) @Nullable String invocation) {
        Optional<Handled> firstAnswer = invocations.firstAnswer(invocation, command.at());
        if (firstAnswer.isPresent()) return firstAnswer.get();
        Instant now = timeOf(command);
        if (isOver(now)) return over();
        apply(new ParticipantLeft(contactId, nextItem(now), customer, now));
        end(DisconnectReason.CUSTOMER_DISCONNECT, now);
        return new Handled(false);
    }

    @CommandHandler
    Outcome handle(RecallCalls command) {
        if (endedAt == null) {
            throw new ContactRejection(
                    Kind.INVALID_STATE, "The contact is known to be over, so this copy of it is out of date.");
        }
        return over();
    }

    @CommandHandler
    Outcome handle(StopContact command) {
        Instant now = timeOf(command);
        if (!isOver(now)) end(DisconnectReason.API, now);
        return new Handled(false);
    }

    @CommandHandler
    Outcome handle(ExpireContact command) {
        expireIfDue(command.at());
        return new Handled(false);
    }

    @CommandHandler
    Outcome handle(UpdateAttributes command, @MetaDataValue(RequestContext.INVOCATION_ID) @Nullable String invocation) {
        Optional<Handled> firstAnswer = invocations.firstAnswer(invocation, command.at());
        if (firstAnswer.isPresent()) return firstAnswer.get();
        Instant now = timeOf(command);
        expireIfDue(now);
        ContactAttributes.requireAllowed(ContactAttributes.merge(attributes, command.attributes()));
        apply(new AttributesUpdated(contactId, command.attributes(), now));
        return new Handled(false);
    }

    @CommandHandler
    Outcome handle(TagContact command, @MetaDataValue(RequestContext.INVOCATION_ID) @Nullable String invocation) {
        Optional<Handled> firstAnswer = invocations.firstAnswer(invocation, command.at());
        if (firstAnswer.isPresent()) return firstAnswer.get();
        Instant now = timeOf(command);
        expireIfDue(now);
        ContactTags.add(tags, command.tags());
        apply(new ContactTagged(contactId, command.tags(), now));
        return new Handled(false);
    }

    @CommandHandler
    Outcome handle(UntagContact command, @MetaDataValue(RequestContext.INVOCATION_ID) @Nullable String invocation) {
        Optional<Handled> firstAnswer = invocations.firstAnswer(invocation, command.at());
        if (firstAnswer.isPresent()) return firstAnswer.get();
        Instant now = timeOf(command);
        expireIfDue(now);
        apply(new ContactUntagged(contactId, command.tagKeys(), now));
        return new Handled(false);
    }

    /** What the calls that the contact remembers take in memory: what its size depends on. */
    public int bytesOfCalls() {
        return invocations.bytes();
    }

    private Ended over() {
        return new Ended(endedAt, invocations.copy());
    }

    /** Within a contact time never goes back, though the clocks of nodes differ and commands overtake each other. */
    private Instant timeOf(ContactCommand command) {
        return command.at().isBefore(latest) ? latest : command.at();
    }

    private boolean isOver(Instant now) {
        expireIfDue(now);
        return endedAt != null;
    }

    /** A chat whose duration is over has ended at that moment, whenever somebody next looks. */
    private void expireIfDue(Instant now) {
        if (endedAt == null && !now.isBefore(expiresAt)) end(DisconnectReason.EXPIRED, expiresAt);
    }

    private void end(DisconnectReason reason, Instant at) {
        apply(new Disconnected(contactId, nextItem(at), reason, at));
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
        if (item == null || !item.belongsTo(contactId) || !messages.get(item.sequence())) {
            throw new ContactRejection(
                    Kind.INVALID_STATE, "The messageId of a receipt must be a message of this chat.");
        }
        return item;
    }

    private static @Nullable ItemId parse(String id) {
        try {
            return ItemId.of(id);
        } catch (IllegalArgumentException noUuid) {
            return null;
        }
    }

    @EventSourcingHandler
    void on(ContactEvent event, @MetaDataValue(RequestContext.INVOCATION_ID) @Nullable String invocation) {
        switch (event) {
            case ContactCreated created -> {
                contactId = created.contactId();
                customer = created.customer();
                supportedContentTypes = created.details().supportedContentTypes();
                attributes = created.details().attributes();
                expiresAt = created.expiresAt();
            }
            case MessageSent message -> messages.set(nextSequence);
            case Disconnected ended -> endedAt = ended.at();
            case AttributesUpdated update -> attributes = ContactAttributes.merge(attributes, update.attributes());
            case ContactTagged tagged -> tags = ContactTags.add(tags, tagged.tags());
            case ContactUntagged untagged -> tags = ContactTags.remove(tags, untagged.tagKeys());
            case ParticipantJoined joined -> {}
            case EventSent sent -> {}
            case ParticipantLeft left -> {}
        }
        nextSequence++;
        latest = event.at();
        if (!isExpiry(event)) {
            invocations.add(invocation, event.at(), new Handled(event instanceof ContactCreated));
        }
    }

    /** A call that finds the chat expired has not ended it: the call is still to be handled, by the chat's next contact. */
    private static boolean isExpiry(ContactEvent event) {
        return event instanceof Disconnected end && end.reason() == DisconnectReason.EXPIRED;
    }
}
