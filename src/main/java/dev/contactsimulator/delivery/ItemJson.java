package dev.contactsimulator.delivery;

import dev.contactsimulator.aws.protocol.IsoMillis;
import dev.contactsimulator.contact.Attachment;
import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.ItemId;
import dev.contactsimulator.contact.Participant;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes an item of a chat as the streams have it (Admin Guide, "Use the Amazon SNS payload after enabling message
 * streaming"): the members in the order of the published sample, no nulls.
 */
public final class ItemJson {

    /** How a stream shows that a message was delivered or read. */
    public enum Receipts {
        /** As WebSockets do: type {@code MESSAGEMETADATA}. */
        AS_METADATA("MESSAGEMETADATA"),
        /** As an event. AWS does not say what topics get; this is a choice of ours. */
        AS_EVENT("EVENT");

        private final String type;

        Receipts(String type) {
            this.type = type;
        }
    }

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * The item as JSON text.
     *
     * @param initialContactId the first contact of the chain
     */
    public static String text(ContactId initialContactId, ChatItem item, Receipts receipts) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, initialContactId, item, receipts);
        }
        return text.toString();
    }

    /** The "Type" of the item on a stream. */
    public static String type(ChatItem item, Receipts receipts) {
        return item.receiptFor() == null ? item.type().name() : receipts.type;
    }

    /** The item as transcripts have it, which say once whose items they are, and have no receipts among them. */
    public static void writeTranscriptItem(JsonGenerator json, ChatItem item) {
        write(json, null, item, Receipts.AS_EVENT);
    }

    private static void write(
            JsonGenerator json, @Nullable ContactId initialContactId, ChatItem item, Receipts receipts) {
        json.writeStartObject();
        json.writeStringProperty("AbsoluteTime", IsoMillis.text(item.absoluteTime()));
        if (item.content() != null) json.writeStringProperty("Content", item.content());
        json.writeStringProperty("ContentType", item.contentType());
        json.writeStringProperty("Id", item.id().toString());
        json.writeStringProperty("Type", type(item, receipts));
        Participant from = item.participant();
        if (from != null) {
            json.writeStringProperty("ParticipantId", from.id().toString());
            json.writeStringProperty("DisplayName", from.displayName());
            json.writeStringProperty("ParticipantRole", from.role().name());
        }
        if (initialContactId != null) {
            json.writeStringProperty("InitialContactId", initialContactId.toString());
            json.writeStringProperty("ContactId", item.contactId().toString());
        }
        if (item.attachment() != null) writeAttachment(json, item.attachment());
        if (item.receiptFor() != null && from != null) writeReceipt(json, item, item.receiptFor(), from);
        json.writeEndObject();
    }

    /** "Attachments": each is uploaded and approved before it becomes an item. */
    private static void writeAttachment(JsonGenerator json, Attachment attachment) {
        json.writeArrayPropertyStart("Attachments");
        json.writeStartObject();
        json.writeStringProperty("ContentType", attachment.contentType());
        json.writeStringProperty("AttachmentId", attachment.id().toString());
        json.writeStringProperty("AttachmentName", attachment.name());
        json.writeStringProperty("Status", "APPROVED");
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void writeReceipt(JsonGenerator json, ChatItem item, ItemId message, Participant recipient) {
        boolean read = item.contentType().equals(ContentTypes.MESSAGE_READ);
        json.writeObjectPropertyStart("MessageMetadata");
        json.writeStringProperty("MessageId", message.toString());
        json.writeArrayPropertyStart("Receipts");
        json.writeStartObject();
        json.writeStringProperty(read ? "ReadTimestamp" : "DeliveredTimestamp", IsoMillis.text(item.absoluteTime()));
        json.writeStringProperty("RecipientParticipantId", recipient.id().toString());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private ItemJson() {}
}
