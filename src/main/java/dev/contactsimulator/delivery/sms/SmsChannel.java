package dev.contactsimulator.delivery.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.contactsimulator.aws.protocol.IsoMillis;
import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.delivery.Channel;
import dev.contactsimulator.delivery.ContactFacts;
import dev.contactsimulator.delivery.DeliveryFailed;
import dev.contactsimulator.delivery.HttpPost;
import dev.contactsimulator.delivery.Outgoing;
import dev.contactsimulator.delivery.PhoneNumbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Posts what phones would show to a URL. */
public final class SmsChannel implements Channel, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final @Nullable HttpPost post;
    private final PhoneNumbers numbers;

    /** @param post null for the ledger alone */
    public SmsChannel(@Nullable HttpPost post, PhoneNumbers numbers) {
        this.post = post;
        this.numbers = numbers;
    }

    @Override
    public String name() {
        return "sms";
    }

    @Override
    public boolean isConnected() {
        return post != null;
    }

    @Override
    public boolean concerns(ContactEvent event) {
        return Sms.isOutbound(event);
    }

    /** Each phone is a target. */
    @Override
    public List<String> targets(ContactEvent event, ContactFacts contact) {
        ChatName chat = contact.chat();
        return chat != null && Sms.isOnPhone(chat) ? List.of(chat.sourceId()) : List.of();
    }

    @Override
    public String payload(Outgoing outgoing) {
        Sms sms = Sms.of(outgoing.event(), outgoing.contact().chat(), numbers).orElseThrow();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("to", sms.to());
        json.put("from", sms.from());
        json.put("text", sms.text());
        json.put("contentType", sms.contentType());
        json.put("time", IsoMillis.text(sms.time()));
        json.put("contactId", sms.contactId());
        json.put("itemId", sms.itemId());
        return JSON.writeValueAsString(json);
    }

    @Override
    public void send(Outgoing outgoing) throws DeliveryFailed, InterruptedException {
        if (post == null) return;
        post.send(
                payload(outgoing).getBytes(UTF_8),
                Map.of("X-Simulator-Delivery", outgoing.id().toString()));
    }

    @Override
    public void close() {
        if (post != null) post.close();
    }
}
