package dev.contactsimulator.contact;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.contactsimulator.contact.ContactCommand.CheckAttachmentAccess;
import dev.contactsimulator.contact.ContactCommand.CheckAttachmentUpload;
import dev.contactsimulator.contact.ContactCommand.CheckParticipant;
import dev.contactsimulator.contact.ContactCommand.ConfigureTimers;
import dev.contactsimulator.contact.ContactCommand.ConnectAgent;
import dev.contactsimulator.contact.ContactCommand.ConnectParticipant;
import dev.contactsimulator.contact.ContactCommand.CreateParticipant;
import dev.contactsimulator.contact.ContactCommand.DisconnectParticipant;
import dev.contactsimulator.contact.ContactCommand.ExpireContact;
import dev.contactsimulator.contact.ContactCommand.ParticipantCommand;
import dev.contactsimulator.contact.ContactCommand.QueueContact;
import dev.contactsimulator.contact.ContactCommand.ReceiveDisconnect;
import dev.contactsimulator.contact.ContactCommand.ReceiveEvent;
import dev.contactsimulator.contact.ContactCommand.ReceiveMessage;
import dev.contactsimulator.contact.ContactCommand.SendAttachment;
import dev.contactsimulator.contact.ContactCommand.SendEvent;
import dev.contactsimulator.contact.ContactCommand.SendMessage;
import dev.contactsimulator.contact.ContactCommand.StartChat;
import dev.contactsimulator.contact.ContactCommand.StartOutboundChat;
import dev.contactsimulator.contact.ContactCommand.StartStreaming;
import dev.contactsimulator.contact.ContactCommand.StopContact;
import dev.contactsimulator.contact.ContactCommand.StopStreaming;
import dev.contactsimulator.contact.ContactCommand.TagContact;
import dev.contactsimulator.contact.ContactCommand.TransferToAgent;
import dev.contactsimulator.contact.ContactCommand.TransferToQueue;
import dev.contactsimulator.contact.ContactCommand.UntagContact;
import dev.contactsimulator.contact.ContactCommand.UpdateAttributes;
import dev.contactsimulator.contact.ContactEvent.AgentConnected;
import dev.contactsimulator.contact.ContactEvent.AttachmentSent;
import dev.contactsimulator.contact.ContactEvent.AttributesUpdated;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.ContactQueued;
import dev.contactsimulator.contact.ContactEvent.ContactTagged;
import dev.contactsimulator.contact.ContactEvent.ContactUntagged;
import dev.contactsimulator.contact.ContactEvent.DataEvent;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantCreated;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContactEvent.SegmentEnded;
import dev.contactsimulator.contact.ContactEvent.SegmentStarted;
import dev.contactsimulator.contact.ContactEvent.StreamingStarted;
import dev.contactsimulator.contact.ContactEvent.StreamingStopped;
import dev.contactsimulator.contact.ContactEvent.TimersConfigured;
import dev.contactsimulator.contact.ContactRejection.Kind;
import dev.contactsimulator.contact.Deadlines.Due;
import dev.contactsimulator.contact.Outcome.Ended;
import dev.contactsimulator.contact.Outcome.Handled;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
 * does what is due ({@link #doWhatIsDue}), then applies the rules.
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
    private static final int PARTICIPANT_BYTES = 120;

    /** The most files of a chat (Admin Guide, "Feature specifications"). */
    private static final int MAX_ATTACHMENTS = 35;

    @AggregateIdentifier
    private ContactId contactId;

    private int nextSequence;
    private Participant customer;
    private Participants participants;
    private Streaming streaming;
    private Segments segments;
    private int attachments;
    private List<String> supportedContentTypes;
    private Map<String, String> attributes;
    private Map<String, String> tags = Map.of();
    private Instant latest;
    private Deadlines deadlines;
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
        participants = original.participants;
        streaming = original.streaming;
        segments = original.segments;
        attachments = original.attachments;
        supportedContentTypes = original.supportedContentTypes;
        attributes = original.attributes;
        tags = original.tags;
        latest = original.latest;
        deadlines = original.deadlines;
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
        contact.participants = new Participants(state.participants());
        contact.streaming = new Streaming(state.streamingEndpointArns());
        contact.segments = state.segments();
        contact.attachments = state.attachments();
        contact.supportedContentTypes = ContentTypes.shared(state.supportedContentTypes());
        contact.attributes = Map.copyOf(state.attributes());
        contact.tags = Map.copyOf(state.tags());
        contact.latest = state.latest();
        contact.deadlines = state.deadlines();
        contact.endedAt = state.endedAt();
        contact.messages = BitSet.valueOf(state.messages());
        contact.sumUpPairs();
        return contact;
    }

    /** The state of a contact that has events. */
    public ContactState state() {
        return new ContactState(
                customer,
                participants.members(),
                streaming.endpointArns(),
                segments,
                attachments,
                supportedContentTypes,
                attributes,
                tags,
                latest,
                deadlines,
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
                + PARTICIPANT_BYTES * participants.members().size()
                + messages.size() / Byte.SIZE
                + pairsBytes;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(ReceiveMessage command) {
        String contentType = command.message().contentType();
        if (contactId == null) {
            SessionDetails details =
                    NewSessions.start(command.newSession(), command.chat().sourceId(), command.destination());
            requireSupported(contentType, details.supportedContentTypes());
            Outcome created = create(
                    command, command.destination(), command.chat(), command.number(), details, CHAT_DURATION, null);
            join(customer, command.at());
            receive(command.message(), command.at());
            return created;
        }
        Instant now = timeOf(command);
        if (hasEnded(now)) return ended();
        requireSupported(contentType, supportedContentTypes);
        return receive(command.message(), now);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(StartOutboundChat command) {
        if (contactId != null) {
            if (hasEnded(timeOf(command))) return ended();
            throw new ContactRejection(Kind.CONFLICT, "The chat has an active contact.");
        }
        SessionDetails details =
                NewSessions.start(command.session(), command.chat().sourceId(), command.destination());
        MessageContent message = command.initialSystemMessage();
        if (message != null) requireSupported(message.contentType(), details.supportedContentTypes());
        Outcome created = create(
                command,
                command.destination(),
                command.chat(),
                command.number(),
                details,
                command.duration(),
                command.start());
        join(customer, command.at());
        if (message != null) send(system(), message, command.at());
        return created;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(StartChat command) {
        if (contactId != null) return Handled.WITHOUT_CHANGE;
        SessionDetails details = NewSessions.start(command.session(), "", command.destination());
        MessageContent message = command.initialMessage();
        if (message != null) requireSupported(message.contentType(), details.supportedContentTypes());
        Outcome created = create(command, command.destination(), null, 0, details, command.duration(), command.start());
        if (message != null) receive(message, command.at());
        return created;
    }

    private Outcome create(
            ContactCommand command,
            Destination destination,
            @Nullable ChatName chat,
            int number,
            SessionDetails details,
            Duration duration,
            @Nullable ChatStart start) {
        ContactId id = command.contactId();
        return record(new ContactCreated(
                id,
                destination.instanceId(),
                destination.flowId(),
                chat,
                number,
                new Participant(ParticipantId.customerOf(id), ParticipantRole.CUSTOMER, details.displayName()),
                details,
                command.at().plus(duration),
                command.at(),
                start));
    }

    /** The sender of what nobody in particular says. */
    private Participant system() {
        return new Participant(ParticipantId.systemOf(contactId), ParticipantRole.SYSTEM, "SYSTEM_MESSAGE");
    }

    private Outcome join(Participant participant, Instant now) {
        return record(new ParticipantJoined(contactId, nextItem(now), participant, now));
    }

    private Outcome receive(MessageContent message, Instant now) {
        return send(customer, message, now);
    }

    private Outcome send(Participant from, MessageContent message, Instant now) {
        boolean returns = deadlines.timers().isIdle(from.role());
        Outcome sent = record(new MessageSent(contactId, nextItem(now), from, message, now));
        if (returns) announce(from, ContentTypes.PARTICIPANT_RETURNED, now);
        return sent;
    }

    /** An event about a participant, which transcripts do not have. */
    private void announce(Participant about, String contentType, Instant at) {
        record(new EventSent(contactId, nextItem(at), about, contentType, null, at));
    }

    @CommandHandler
    Outcome handle(ReceiveEvent command) {
        Instant now = timeOf(command);
        if (hasEnded(now)) return ended();
        return sendEvent(customer, command.contentType(), command.messageId(), Kind.INVALID_STATE, now);
    }

    /** @param tooMany the kind of rejection of a receipt in a chat of more than two */
    private Outcome sendEvent(
            Participant from, String contentType, @Nullable String messageId, Kind tooMany, Instant now) {
        if (messageId != null && !participants.areFewEnoughForReceipts()) {
            throw new ContactRejection(tooMany, "Receipts are not supported with more than two participants.");
        }
        ItemId receiptFor = messageId == null ? null : requireMessage(messageId);
        return record(new EventSent(contactId, nextItem(now), from, contentType, receiptFor, now));
    }

    @CommandHandler
    Outcome handle(ReceiveDisconnect command) {
        Instant now = timeOf(command);
        if (hasEnded(now)) return ended();
        return leave(customer, now);
    }

    /** The chat ends when its customer or its agent leaves it, not when a bot does. */
    private Outcome leave(Participant participant, Instant now) {
        Outcome left = record(new ParticipantLeft(contactId, nextItem(now), participant, now));
        switch (participant.role()) {
            case CUSTOMER -> end(DisconnectReason.CUSTOMER_DISCONNECT, now);
            case AGENT -> end(DisconnectReason.AGENT_DISCONNECT, now);
            case SYSTEM, CUSTOM_BOT, SUPERVISOR -> {}
        }
        return left;
    }

    @CommandHandler
    Outcome handle(CreateParticipant command) {
        Instant now = timeOf(command);
        requireActive(now);
        participants.requireRoomForBot(now);
        Participant bot = new Participant(
                ParticipantId.of(contactId, nextSequence), ParticipantRole.CUSTOM_BOT, command.displayName());
        return record(new ParticipantCreated(contactId, bot, now.plus(Participants.BOT_WINDOW), now));
    }

    @CommandHandler
    Outcome handle(ConnectParticipant command) {
        Instant now = timeOfParticipant(command);
        Participants.Member member = participants.requireConnectable(command.participantId(), now);
        if (member.hasJoined() || !command.joins()) return Handled.WITHOUT_CHANGE;
        return join(member.participant(), now);
    }

    @CommandHandler
    Outcome handle(CheckParticipant command) {
        timeOfParticipant(command);
        participants.require(command.participantId());
        return Handled.WITHOUT_CHANGE;
    }

    @CommandHandler
    Outcome handle(SendMessage command) {
        Instant now = timeOfParticipant(command);
        Participant sender = participants.requireSender(command.participantId());
        requireSupported(command.message().contentType(), supportedContentTypes);
        return send(sender, command.message(), now);
    }

    @CommandHandler
    Outcome handle(SendEvent command) {
        Instant now = timeOfParticipant(command);
        Participant sender = participants.requireSender(command.participantId());
        return sendEvent(sender, command.contentType(), command.messageId(), Kind.CONFLICT, now);
    }

    @CommandHandler
    Outcome handle(SendAttachment command) {
        Instant now = timeOfParticipant(command);
        Participant sender = requireAttachmentSender(command.participantId());
        return record(new AttachmentSent(contactId, nextItem(now), sender, command.attachment(), now));
    }

    @CommandHandler
    Outcome handle(CheckAttachmentUpload command) {
        timeOfParticipant(command);
        requireAttachmentSender(command.participantId());
        return Handled.WITHOUT_CHANGE;
    }

    private Participant requireAttachmentSender(ParticipantId id) {
        Participant sender = participants.requireSender(id);
        requireAttachmentAccess(sender);
        if (attachments >= MAX_ATTACHMENTS) {
            throw new ContactRejection(Kind.QUOTA_EXCEEDED, "The chat has 35 attachments already.");
        }
        return sender;
    }

    @CommandHandler
    Outcome handle(CheckAttachmentAccess command) {
        timeOfParticipant(command);
        requireAttachmentAccess(participants.require(command.participantId()).participant());
        return Handled.WITHOUT_CHANGE;
    }

    /** Custom participants neither send nor read files (GetAttachment; Admin Guide, "Integrate custom participants"). */
    private static void requireAttachmentAccess(Participant participant) {
        if (participant.role() == ParticipantRole.CUSTOM_BOT) {
            throw new ContactRejection(Kind.ACCESS_DENIED, "Custom participants have no access to attachments.");
        }
    }

    @CommandHandler
    Outcome handle(DisconnectParticipant command) {
        Instant now = timeOfParticipant(command);
        return leave(participants.require(command.participantId()).participant(), now);
    }

    @CommandHandler
    Outcome handle(ConnectAgent command) {
        Instant now = timeOf(command);
        requireActive(now);
        participants.requireNoAgent();
        return connectAgent(command.displayName(), command.agentId(), command.queueId(), now);
    }

    /** A bot leaves when an agent joins (Admin Guide, "Integrate custom participants"). */
    private Outcome connectAgent(String displayName, String agentId, @Nullable String queueId, Instant now) {
        ContactId current = segments.current();
        Participant agent = new Participant(ParticipantId.agentOf(current), ParticipantRole.AGENT, displayName);
        Outcome connected = record(new AgentConnected(contactId, current, agent, agentId, queueId, now));
        for (Participant bot : participants.joined(ParticipantRole.CUSTOM_BOT)) leave(bot, now);
        record(new ParticipantJoined(contactId, nextItem(now), agent, now));
        return connected;
    }

    @CommandHandler
    Outcome handle(QueueContact command) {
        Instant now = timeOf(command);
        requireActive(now);
        participants.requireNoAgent();
        if (command.queueId().equals(segments.queueId())) return Handled.WITHOUT_CHANGE;
        if (segments.isWaiting()) {
            throw new ContactRejection(Kind.CONFLICT, "The contact waits in another queue: transfer it.");
        }
        return record(new ContactQueued(contactId, segments.current(), command.queueId(), now));
    }

    @CommandHandler
    Outcome handle(TransferToAgent command) {
        Instant now = timeOf(command);
        requireActive(now);
        Outcome transferred = transfer(participants.requireAgent(), InitiationMethod.TRANSFER, null, now);
        connectAgent(command.displayName(), command.agentId(), null, now);
        return transferred;
    }

    @CommandHandler
    Outcome handle(TransferToQueue command) {
        Instant now = timeOf(command);
        requireActive(now);
        Participant agent = participants.agent().orElse(null);
        if (agent == null && !segments.isWaiting()) {
            throw new ContactRejection(Kind.CONFLICT, "The contact is neither with an agent nor in a queue.");
        }
        InitiationMethod method = agent == null ? InitiationMethod.QUEUE_TRANSFER : InitiationMethod.TRANSFER;
        return transfer(agent, method, command.queueId(), now);
    }

    /** The agent leaves without ending the chat, of which the next contact begins. */
    private Outcome transfer(
            @Nullable Participant agent, InitiationMethod method, @Nullable String queueId, Instant now) {
        segments.requireRoom();
        ContactId previous = segments.current();
        ContactId next = ContactId.further(contactId, nextSequence);
        Outcome ended = record(new SegmentEnded(contactId, nextItem(now), agent, next, now, null));
        if (agent != null) record(new ParticipantLeft(contactId, nextItem(now), agent, now));
        record(new SegmentStarted(contactId, next, previous, method, queueId, now));
        return ended;
    }

    @CommandHandler
    Outcome handle(StartStreaming command) {
        Instant now = timeOf(command);
        requireActive(now);
        Streaming.requireStandardTopic(command.endpointArn(), command.region());
        if (streaming.isTo(command.endpointArn())) return Handled.WITHOUT_CHANGE;
        streaming.requireRoom();
        StreamingId id = StreamingId.of(contactId, command.endpointArn());
        return record(new StreamingStarted(contactId, id, command.endpointArn(), now));
    }

    @CommandHandler
    Outcome handle(StopStreaming command) {
        Instant now = timeOf(command);
        if (!streaming.has(contactId, command.streamingId())) {
            throw new ContactRejection(Kind.NOT_FOUND, "The contact has no such streaming.");
        }
        if (hasEnded(now)) return Handled.WITHOUT_CHANGE;
        return record(new StreamingStopped(contactId, new StreamingId(UUID.fromString(command.streamingId())), now));
    }

    @CommandHandler
    Outcome handle(StopContact command) {
        Instant now = timeOf(command);
        return hasEnded(now) ? Handled.WITHOUT_CHANGE : end(DisconnectReason.API, now);
    }

    @CommandHandler
    Outcome handle(ExpireContact command) {
        doWhatIsDue(command.at());
        return Handled.WITHOUT_CHANGE;
    }

    @CommandHandler
    Outcome handle(ConfigureTimers command) {
        Instant now = timeOf(command);
        requireActive(now);
        if (command.settings().isEmpty()) return Handled.WITHOUT_CHANGE;
        return record(new TimersConfigured(contactId, command.settings(), now));
    }

    @CommandHandler
    Outcome handle(UpdateAttributes command) {
        Instant now = timeOf(command);
        doWhatIsDue(now);
        Map<String, String> updated = Pairs.with(attributes, command.attributes());
        ContactAttributes.requireAllowed(updated);
        if (updated.equals(attributes)) return Handled.WITHOUT_CHANGE;
        return record(new AttributesUpdated(contactId, command.attributes(), now));
    }

    @CommandHandler
    Outcome handle(TagContact command) {
        Instant now = timeOf(command);
        doWhatIsDue(now);
        if (ContactTags.add(tags, command.tags()).equals(tags)) return Handled.WITHOUT_CHANGE;
        return record(new ContactTagged(contactId, command.tags(), now));
    }

    @CommandHandler
    Outcome handle(UntagContact command) {
        Instant now = timeOf(command);
        doWhatIsDue(now);
        if (Collections.disjoint(tags.keySet(), command.tagKeys())) return Handled.WITHOUT_CHANGE;
        return record(new ContactUntagged(contactId, command.tagKeys(), now));
    }

    private Handled record(ContactEvent event) {
        ContactEvent placed = segments == null ? event : segments.place(event);
        apply(placed);
        return new Handled(placed);
    }

    private Ended ended() {
        return new Ended(endedAt);
    }

    /** Time never goes back within a contact, although the clocks of nodes differ and commands may be reordered. */
    private Instant timeOf(ContactCommand command) {
        return command.at().isBefore(latest) ? latest : command.at();
    }

    private void requireActive(Instant now) {
        if (hasEnded(now)) throw new ContactRejection(Kind.INVALID_STATE, "The contact has ended.");
    }

    /** The tokens of an ended chat are worth nothing (CreateParticipantConnection, "AccessDeniedException"). */
    private Instant timeOfParticipant(ParticipantCommand command) {
        Instant now = timeOf(command);
        if (hasEnded(now)) throw new ContactRejection(Kind.ACCESS_DENIED, "Access denied");
        return now;
    }

    private boolean hasEnded(Instant now) {
        doWhatIsDue(now);
        return endedAt != null;
    }

    /** What was due at a time happened at that time, whichever command next reaches the contact. */
    private void doWhatIsDue(Instant now) {
        while (deadlines.isAnyDue(now)) {
            switch (deadlines.next().orElseThrow()) {
                case Due.Expiry(Instant at) -> end(DisconnectReason.EXPIRED, at);
                case Due.ConnectionMissed(Instant at) -> end(DisconnectReason.CUSTOMER_CONNECTION_NOT_ESTABLISHED, at);
                case Due.Idle(ParticipantRole role, Instant at) ->
                    announce(participants.any(role), ContentTypes.PARTICIPANT_IDLE, at);
                case Due.AutoDisconnect(ParticipantRole role, Instant at) -> {
                    announce(participants.any(role), ContentTypes.AUTO_DISCONNECTION, at);
                    end(DisconnectReason.IDLE_DISCONNECT, at);
                }
            }
        }
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
                deadlines = Deadlines.of(created);
                participants = Participants.of(customer, created.expiresAt());
                segments = Segments.of(contactId);
                String topic = created.details().streamingEndpointArn();
                streaming = topic == null ? Streaming.OFF : Streaming.OFF.with(topic);
                supportedContentTypes = ContentTypes.shared(created.details().supportedContentTypes());
                attributes = Map.copyOf(created.details().attributes());
            }
            case ParticipantCreated created ->
                participants = participants.created(created.participant(), created.connectBy());
            case ParticipantJoined joined -> participants = participants.joined(joined.participant());
            case ParticipantLeft left -> participants = participants.left(left.participant());
            case StreamingStarted started -> streaming = streaming.with(started.endpointArn());
            case StreamingStopped stopped -> streaming = streaming.without(contactId, stopped.streamingId());
            case AttachmentSent _ -> attachments++;
            case ContactQueued queued -> segments = segments.queued(queued.queueId());
            case AgentConnected _ -> {
                segments = segments.accepted();
                participants = participants.withoutInvitedBots();
            }
            case Disconnected end -> endedAt = end.at();
            case SegmentStarted started -> segments = segments.after(started);
            case MessageSent _, EventSent _, SegmentEnded _, TimersConfigured _ -> {}
            case AttributesUpdated update -> attributes = Pairs.with(attributes, update.attributes());
            case ContactTagged tagged -> tags = ContactTags.add(tags, tagged.tags());
            case ContactUntagged untagged -> tags = Pairs.without(tags, untagged.tagKeys());
        }
        if (event instanceof ContactCreated || event instanceof DataEvent) {
            sumUpPairs();
        }
        if (!(event instanceof ContactCreated)) deadlines = deadlines.after(event);
        messages.set(nextSequence, event instanceof MessageSent);
        nextSequence++;
        latest = event.at();
    }

    private void sumUpPairs() {
        pairsBytes = Pairs.bytesInMemory(attributes) + Pairs.bytesInMemory(tags);
    }
}
