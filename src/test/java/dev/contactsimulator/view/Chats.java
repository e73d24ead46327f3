package dev.contactsimulator.view;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.AgentConnected;
import dev.contactsimulator.contact.ContactEvent.AttributesUpdated;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.ContactTagged;
import dev.contactsimulator.contact.ContactEvent.ContactUntagged;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContactEvent.SegmentEnded;
import dev.contactsimulator.contact.ContactEvent.SegmentStarted;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.contact.InitiationMethod;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.contact.MessageContent;
import dev.contactsimulator.contact.Participant;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.contact.SessionDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Events of chats for tests: the same from the same seed, with only what matters to be said. */
public final class Chats {

    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123456Z");
    public static final String INSTANCE = "11111111-2222-3333-4444-555555555555";
    static final String DESTINATION = "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-1";

    private final Random random;
    private final Map<ContactId, ContactId> segments = new HashMap<>();
    private final Map<ContactId, SegmentEnded> transfers = new HashMap<>();
    private long items;

    public Chats(long seed) {
        this.random = new Random(seed);
    }

    /** A contact, at the time it is created. */
    public record Chat(ContactId id, Participant customer, ChatName name, Instant at) {

        public ContactCreated created() {
            return created(Map.of());
        }

        ContactCreated created(Map<String, String> attributes) {
            var details = new SessionDetails(
                    customer.displayName(), List.of(ContentTypes.PLAIN, ContentTypes.MARKDOWN), attributes, null);
            return new ContactCreated(
                    id, INSTANCE, "flow-1", name, 1, customer, details, at.plus(Duration.ofHours(25)), at, null);
        }

        ParticipantJoined joined(ItemId item) {
            return new ParticipantJoined(id, item, customer, at);
        }

        MessageSent says(ItemId item, String text, Instant when) {
            return new MessageSent(id, item, customer, new MessageContent(ContentTypes.PLAIN, text), when);
        }

        EventSent sends(ItemId item, String contentType, ItemId receiptFor, Instant when) {
            return new EventSent(id, item, customer, contentType, receiptFor, when);
        }

        public Disconnected ended(DisconnectReason reason, Instant when) {
            return new Disconnected(id, new ItemId(new UUID(id.value().hashCode(), when.toEpochMilli())), reason, when);
        }
    }

    public Chat chat() {
        return chatAt(NOON);
    }

    public Chat chatAt(Instant at) {
        String source = "+1206555%04d".formatted(random.nextInt(10_000));
        return chat(new ChatName(source, DESTINATION, "connect:SMS"), at);
    }

    Chat chat(ChatName name, Instant at) {
        ContactId id = new ContactId(uuid());
        return new Chat(
                id, new Participant(new ParticipantId(uuid()), ParticipantRole.CUSTOMER, name.sourceId()), name, at);
    }

    /** Ids of items are in the order in which they are made. */
    ItemId item() {
        UUID random = uuid();
        return new ItemId(new UUID(++items << 16 | 0x7000L, random.getLeastSignificantBits()));
    }

    UUID uuid() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 1L << 63);
    }

    /** What may happen next to a chat that has begun. */
    ContactEvent next(Chat chat, Instant at) {
        ContactId segment = segments.get(chat.id());
        SegmentEnded transfer = transfers.remove(chat.id());
        if (transfer != null) {
            segments.put(chat.id(), transfer.next());
            return new SegmentStarted(
                    chat.id(),
                    transfer.next(),
                    transfer.currentContact(),
                    InitiationMethod.TRANSFER,
                    random.nextBoolean() ? "queue-1" : null,
                    at);
        }
        return switch (random.nextInt(14)) {
            case 0 -> chat.sends(item(), ContentTypes.TYPING, null, at);
            case 1 ->
                new AttributesUpdated(chat.id(), Map.of("key" + random.nextInt(3), "value" + random.nextInt()), at);
            case 2 -> new ContactTagged(chat.id(), Map.of("tag" + random.nextInt(3), "v" + random.nextInt()), at);
            case 3 -> new ContactUntagged(chat.id(), Set.of("tag" + random.nextInt(3)), at);
            case 4 -> new ParticipantLeft(chat.id(), item(), chat.customer(), at);
            case 5 ->
                new MessageSent(
                        chat.id(),
                        item(),
                        new Participant(new ParticipantId(uuid()), ParticipantRole.CUSTOM_BOT, "Bot"),
                        new MessageContent(ContentTypes.PLAIN, "from the bot"),
                        at,
                        segment);
            case 6 -> {
                SegmentEnded ended = new SegmentEnded(chat.id(), item(), null, new ContactId(uuid()), at, segment);
                transfers.put(chat.id(), ended);
                yield ended;
            }
            case 7 ->
                new AgentConnected(
                        chat.id(),
                        segment == null ? chat.id() : segment,
                        new Participant(new ParticipantId(uuid()), ParticipantRole.AGENT, "Ann"),
                        "agent-1",
                        null,
                        at);
            default ->
                new MessageSent(
                        chat.id(),
                        item(),
                        chat.customer(),
                        new MessageContent(ContentTypes.PLAIN, "é😀".repeat(random.nextInt(40))),
                        at,
                        segment);
        };
    }
}
