package dev.contactsimulator.bench;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactCommand.ReceiveMessage;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Destination;
import dev.contactsimulator.contact.MessageContent;
import dev.contactsimulator.contact.NewSession;
import dev.contactsimulator.contact.RequestContext;
import java.time.Instant;
import java.util.UUID;

/** What one writer sends: chats of {@value #MESSAGES} messages, one after another. */
final class Chats {

    static final int MESSAGES = 20;

    static final String DESTINATION =
            "arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef";
    static final String SUBTYPE = "connect:SMS";
    static final String CONTENT = "Hello, I would like to ask about my order of last week, please.";

    private static final Destination DEFAULT = new Destination(
            "us-east-1", UUID.randomUUID().toString(), UUID.randomUUID().toString());

    private ContactId contact = new ContactId(UUID.randomUUID());
    private int sent;

    ContactCommand next() {
        if (sent++ % MESSAGES == 0) contact = new ContactId(UUID.randomUUID());
        return new ReceiveMessage(
                contact,
                new ChatName("+12065550142", DESTINATION, SUBTYPE),
                1,
                DEFAULT,
                NewSession.UNSPECIFIED,
                new MessageContent("text/plain", CONTENT),
                Instant.now());
    }

    static RequestContext cause() {
        return new RequestContext(
                UUID.randomUUID().toString(), UUID.randomUUID().toString(), null, "SendChatIntegrationEvent", null);
    }
}
