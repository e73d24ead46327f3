package dev.contactsimulator.delivery;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.StreamingStarted;
import dev.contactsimulator.contact.ContactEvent.StreamingStopped;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.contact.MessageContent;
import dev.contactsimulator.contact.Participant;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.contact.SessionDetails;
import dev.contactsimulator.contact.StreamingId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The events of one chat, each a second after the one before. */
public final class ChatEvents {

    public static final Instant START = Instant.parse("2026-03-02T10:00:00.123Z");
    public static final String DESTINATION =
            "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef";

    private static final AtomicLong numbers = new AtomicLong(12065551000L);

    private final ContactId id = new ContactId(UUID.randomUUID());
    private final String phone = "+" + numbers.incrementAndGet();
    private final Participant customer = new Participant(ParticipantId.customerOf(id), ParticipantRole.CUSTOMER, "Ana");
    private final Participant bot =
            new Participant(new ParticipantId(UUID.randomUUID()), ParticipantRole.CUSTOM_BOT, "Bot");
    private int sequence;

    public ContactId id() {
        return id;
    }

    public String phone() {
        return phone;
    }

    public Participant customer() {
        return customer;
    }

    public Participant bot() {
        return bot;
    }

    public static String topic(String name) {
        return "arn:aws:sns:us-east-1:111122223333:" + name;
    }

    private ItemId nextItem() {
        return ItemId.of(id, sequence++, now());
    }

    private Instant now() {
        return START.plusSeconds(sequence);
    }

    public ContactEvent begins(@Nullable String topic) {
        Instant at = now();
        sequence++;
        return new ContactCreated(
                id,
                "3e5f2a10-0000-4000-8000-000000000001",
                "3e5f2a10-0000-4000-8000-000000000002",
                new ChatName(phone, DESTINATION, "connect:SMS"),
                1,
                customer,
                new SessionDetails("Ana", List.of("text/plain"), Map.of("language", "es"), topic),
                at.plus(Duration.ofHours(25)),
                at,
                null);
    }

    public ContactEvent joins(Participant participant) {
        Instant at = now();
        return new ParticipantJoined(id, nextItem(), participant, at);
    }

    public ContactEvent says(Participant from, String text) {
        Instant at = now();
        return new MessageSent(id, nextItem(), from, new MessageContent("text/plain", text), at);
    }

    public ContactEvent sends(Participant from, String contentType, @Nullable ItemId receiptFor) {
        Instant at = now();
        return new EventSent(id, nextItem(), from, contentType, receiptFor, at);
    }

    public ContactEvent streamsTo(String topic) {
        Instant at = now();
        sequence++;
        return new StreamingStarted(id, StreamingId.of(id, topic), topic, at);
    }

    public ContactEvent stopsStreamingTo(String topic) {
        Instant at = now();
        sequence++;
        return new StreamingStopped(id, StreamingId.of(id, topic), at);
    }

    public ContactEvent ends() {
        Instant at = now();
        return new Disconnected(id, nextItem(), DisconnectReason.CUSTOMER_DISCONNECT, at);
    }
}
