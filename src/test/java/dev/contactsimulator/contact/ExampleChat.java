package dev.contactsimulator.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.contactsimulator.chat.ContactNumbering;
import dev.contactsimulator.contact.ContactCommand.ReceiveMessage;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A chat by SMS, its first contact, and what usually happens to it. */
public final class ExampleChat {

    public static final Instant START = Instant.parse("2026-03-02T10:00:00.123Z");
    public static final Instant EXPIRY = START.plus(Duration.ofHours(25));

    public static final String NUMBER =
            "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef";
    public static final ChatName CHAT = new ChatName("+12065550142", NUMBER, "connect:SMS");
    public static final Destination DESTINATION = new Destination(
            "us-east-1", "11111111-2222-4333-8444-555555555555", "66666666-7777-4888-9999-000000000000");

    public static final ContactNumbering NUMBERING =
            new ContactNumbering("a secret of the installation".getBytes(UTF_8), 0);
    public static final ContactId CONTACT = NUMBERING.contact(0, CHAT, 1);
    public static final Participant CUSTOMER = customer(CHAT.sourceId());
    public static final SessionDetails PLAIN_SESSION =
            new SessionDetails(CHAT.sourceId(), List.of(ContentTypes.PLAIN), Map.of(), null);

    public static MessageContent text(String text) {
        return new MessageContent(ContentTypes.PLAIN, text);
    }

    public static ReceiveMessage hello(Instant at) {
        return message(text("hello"), NewSession.UNSPECIFIED, at);
    }

    public static ReceiveMessage message(MessageContent message, NewSession session, Instant at) {
        return new ReceiveMessage(CONTACT, CHAT, 1, DESTINATION, session, message, at);
    }

    public static Participant customer(String displayName) {
        return new Participant(ParticipantId.customerOf(CONTACT), ParticipantRole.CUSTOMER, displayName);
    }

    public static ItemId item(int sequence, Instant at) {
        return ItemId.of(CONTACT, sequence, at);
    }

    public static ContactCreated created() {
        return created(PLAIN_SESSION);
    }

    public static ContactCreated created(SessionDetails session) {
        return new ContactCreated(
                CONTACT,
                DESTINATION.instanceId(),
                DESTINATION.flowId(),
                CHAT,
                1,
                customer(session.displayName()),
                session,
                EXPIRY,
                START,
                null);
    }

    public static ParticipantJoined joined() {
        return new ParticipantJoined(CONTACT, item(1, START), CUSTOMER, START);
    }

    public static MessageSent sent(int sequence, String text, Instant at) {
        return new MessageSent(CONTACT, item(sequence, at), CUSTOMER, text(text), at);
    }

    public static ParticipantLeft left(int sequence, Instant at) {
        return new ParticipantLeft(CONTACT, item(sequence, at), CUSTOMER, at);
    }

    public static Disconnected ended(int sequence, DisconnectReason reason, Instant at) {
        return new Disconnected(CONTACT, item(sequence, at), reason, at);
    }

    private ExampleChat() {}
}
