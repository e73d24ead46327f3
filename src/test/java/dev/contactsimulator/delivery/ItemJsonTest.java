package dev.contactsimulator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.Attachment;
import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.AttachmentSent;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.delivery.ItemJson.Receipts;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ItemJsonTest {

    private final ChatEvents chat = new ChatEvents();

    private String json(ContactEvent event, Receipts receipts) {
        return ItemJson.text(chat.id(), ChatItem.of(event).orElseThrow(), receipts)
                .replace(chat.id().toString(), "CONTACT")
                .replace(chat.bot().id().toString(), "BOT")
                .replaceAll("\"Id\":\"[0-9a-f-]{36}\"", "\"Id\":\"ITEM\"");
    }

    @Test
    void a_message_has_the_members_of_the_published_sample_in_their_order() {
        assertThat(json(chat.says(chat.bot(), "on my \"way\""), Receipts.AS_EVENT))
                .isEqualTo("""
                {"AbsoluteTime":"2026-03-02T10:00:00.123Z","Content":"on my \\"way\\"","ContentType":"text/plain","Id":"ITEM",\
                "Type":"MESSAGE","ParticipantId":"BOT","DisplayName":"Bot","ParticipantRole":"CUSTOM_BOT",\
                "InitialContactId":"CONTACT","ContactId":"CONTACT"}""");
    }

    @Test
    void the_end_of_a_chat_names_no_participant() {
        assertThat(json(chat.ends(), Receipts.AS_METADATA)).isEqualTo("""
                {"AbsoluteTime":"2026-03-02T10:00:00.123Z",\
                "ContentType":"application/vnd.amazonaws.connect.event.chat.ended","Id":"ITEM","Type":"EVENT",\
                "InitialContactId":"CONTACT","ContactId":"CONTACT"}""");
    }

    @Test
    void an_attachment_has_no_content_and_is_approved() {
        UUID id = UUID.fromString("11111111-2222-4333-8444-555555555555");
        ContactEvent sent = new AttachmentSent(
                chat.id(),
                ItemId.of(chat.id(), 0, ChatEvents.START),
                chat.bot(),
                new Attachment(id, "a.png", "image/png", 10),
                ChatEvents.START);
        assertThat(json(sent, Receipts.AS_EVENT)).isEqualTo("""
                {"AbsoluteTime":"2026-03-02T10:00:00.123Z","ContentType":"image/png","Id":"ITEM","Type":"ATTACHMENT",\
                "ParticipantId":"BOT","DisplayName":"Bot","ParticipantRole":"CUSTOM_BOT",\
                "InitialContactId":"CONTACT","ContactId":"CONTACT","Attachments":[{"ContentType":"image/png",\
                "AttachmentId":"11111111-2222-4333-8444-555555555555","AttachmentName":"a.png","Status":"APPROVED"}]}""");
    }

    @Test
    void a_receipt_is_metadata_to_web_sockets_and_an_event_to_topics() {
        ItemId message = ItemId.of("019cadfd-897b-7c11-9a55-6d1f3b8e2a01");
        ContactEvent read = chat.sends(chat.bot(), ContentTypes.MESSAGE_READ, message);
        String common = """
                "ParticipantId":"BOT","DisplayName":"Bot","ParticipantRole":"CUSTOM_BOT",\
                "InitialContactId":"CONTACT","ContactId":"CONTACT",\
                "MessageMetadata":{"MessageId":"019cadfd-897b-7c11-9a55-6d1f3b8e2a01",\
                "Receipts":[{"ReadTimestamp":"2026-03-02T10:00:00.123Z","RecipientParticipantId":"BOT"}]}}""";
        assertThat(json(read, Receipts.AS_METADATA))
                .contains("\"Type\":\"MESSAGEMETADATA\"")
                .endsWith(common);
        assertThat(json(read, Receipts.AS_EVENT)).contains("\"Type\":\"EVENT\"").endsWith(common);
        assertThat(json(chat.sends(chat.bot(), ContentTypes.MESSAGE_DELIVERED, message), Receipts.AS_EVENT))
                .contains("\"DeliveredTimestamp\"");
    }
}
