package dev.contactsimulator.delivery.sns;

import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.Participant;
import dev.contactsimulator.delivery.AwsEndpoint;
import dev.contactsimulator.delivery.Channel;
import dev.contactsimulator.delivery.ContactFacts;
import dev.contactsimulator.delivery.DeliveryFailed;
import dev.contactsimulator.delivery.ItemJson;
import dev.contactsimulator.delivery.ItemJson.Receipts;
import dev.contactsimulator.delivery.Outgoing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import tools.jackson.databind.json.JsonMapper;

/** Publishes the items of a chat to the topics that it is streamed to. */
public final class SnsChannel implements Channel, AutoCloseable {

    /** Everything of a customer's chat is for everybody: AWS does not say which items are not, so this is a choice of ours. */
    private static final String VISIBLE_TO_ALL = "ALL";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String accountId;
    private final @Nullable SnsClient client;

    /** @param endpoint null for the ledger alone */
    public SnsChannel(String accountId, @Nullable AwsEndpoint endpoint) {
        this.accountId = accountId;
        client = endpoint == null ? null : endpoint.client(SnsClient.builder());
    }

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public boolean isConnected() {
        return client != null;
    }

    @Override
    public boolean concerns(ContactEvent event) {
        return ChatItem.of(event).isPresent();
    }

    @Override
    public List<String> targets(ContactEvent event, ContactFacts contact) {
        return contact.topics();
    }

    /** @param messageAttributes of type String */
    record Published(String topicArn, String message, Map<String, String> messageAttributes) {}

    private Published published(Outgoing outgoing) {
        ChatItem item = ChatItem.of(outgoing.event()).orElseThrow();
        ContactFacts contact = outgoing.contact();
        String message = ItemJson.text(contact.contactId(), item, Receipts.AS_EVENT);
        return new Published(outgoing.target(), message, attributes(contact, item));
    }

    /** ParticipantRole is absent when nobody is the reason, as at the end of the chat. */
    private Map<String, String> attributes(ContactFacts contact, ChatItem item) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("InitialContactId", contact.contactId().toString());
        attributes.put("ContactId", item.contactId().toString());
        attributes.put("InstanceId", contact.instanceId());
        attributes.put("AccountId", accountId);
        Participant from = item.participant();
        if (from != null) attributes.put("ParticipantRole", from.role().name());
        attributes.put("Type", ItemJson.type(item, Receipts.AS_EVENT));
        attributes.put("ContentType", item.contentType());
        attributes.put("MessageVisibility", VISIBLE_TO_ALL);
        return attributes;
    }

    @Override
    public String payload(Outgoing outgoing) {
        return JSON.writeValueAsString(published(outgoing));
    }

    @Override
    public void send(Outgoing outgoing) throws DeliveryFailed {
        if (client == null) return;
        Published published = published(outgoing);
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        published
                .messageAttributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(value)
                                .build()));
        try {
            client.publish(request -> request.topicArn(published.topicArn())
                    .message(published.message())
                    .messageAttributes(attributes));
        } catch (SdkException failure) {
            throw AwsEndpoint.failed(failure);
        }
    }

    @Override
    public void close() {
        if (client != null) client.close();
    }
}
