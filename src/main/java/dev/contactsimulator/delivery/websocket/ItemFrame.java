package dev.contactsimulator.delivery.websocket;

import dev.contactsimulator.aws.protocol.IsoMillis;
import dev.contactsimulator.contact.Attachment;
import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.Participant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An item as a WebSocket has it: JSON within a string of JSON, with the members of "Item" (Participant Service). */
final class ItemFrame {

    /** A receipt is published as data of its message, to all participants. */
    private static final String RECEIPT_TYPE = "MESSAGEMETADATA";

    static String of(ContactId contact, ChatItem item) {
        return Frames.item(Frames.json(members(contact, item)));
    }

    private static Map<String, Object> members(ContactId contact, ChatItem item) {
        Map<String, Object> members = LinkedHashMap.newLinkedHashMap(11);
        members.put("AbsoluteTime", IsoMillis.text(item.absoluteTime()));
        if (item.content() != null) members.put("Content", item.content());
        members.put("ContentType", item.contentType());
        members.put("Id", item.id().toString());
        members.put("Type", item.receiptFor() == null ? item.type().name() : RECEIPT_TYPE);
        Participant from = item.participant();
        if (from != null) {
            members.put("ParticipantId", from.id().toString());
            members.put("DisplayName", from.displayName());
            members.put("ParticipantRole", from.role().name());
        }
        members.put("InitialContactId", contact.toString());
        members.put("ContactId", contact.toString());
        if (item.attachment() != null) members.put("Attachments", List.of(attachment(item.attachment())));
        if (item.receiptFor() != null && from != null) members.put("MessageMetadata", receipt(item, from));
        return members;
    }

    private static Map<String, Object> attachment(Attachment attachment) {
        Map<String, Object> members = LinkedHashMap.newLinkedHashMap(4);
        members.put("AttachmentId", attachment.id().toString());
        members.put("AttachmentName", attachment.name());
        members.put("ContentType", attachment.contentType());
        members.put("Status", "APPROVED");
        return members;
    }

    private static Map<String, Object> receipt(ChatItem item, Participant recipient) {
        boolean read = item.contentType().equals(ContentTypes.MESSAGE_READ);
        Map<String, Object> receipt = LinkedHashMap.newLinkedHashMap(2);
        receipt.put(read ? "ReadTimestamp" : "DeliveredTimestamp", IsoMillis.text(item.absoluteTime()));
        receipt.put("RecipientParticipantId", recipient.id().toString());
        Map<String, Object> members = LinkedHashMap.newLinkedHashMap(2);
        members.put("MessageId", String.valueOf(item.receiptFor()));
        members.put("Receipts", List.of(receipt));
        return members;
    }

    private ItemFrame() {}
}
