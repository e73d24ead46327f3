package dev.contactsimulator.delivery.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.delivery.Channel;
import dev.contactsimulator.delivery.ContactFacts;
import dev.contactsimulator.delivery.DeliveryFailed;
import dev.contactsimulator.delivery.HttpPost;
import dev.contactsimulator.delivery.ItemJson;
import dev.contactsimulator.delivery.ItemJson.Receipts;
import dev.contactsimulator.delivery.Outgoing;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts the items of every chat, streamed or not, to one URL. {@value #SIGNATURE} is {@code sha256=} and the HMAC-SHA256, in
 * hexadecimal digits, of the value of {@value #TIMESTAMP}, a dot and the body.
 */
public final class WebhookChannel implements Channel, AutoCloseable {

    static final String TIMESTAMP = "X-Simulator-Timestamp";
    static final String SIGNATURE = "X-Simulator-Signature";

    /** Names the delivery, so that a receiver can tell a repetition. */
    static final String DELIVERY = "X-Simulator-Delivery";

    private final @Nullable HttpPost post;
    private final Signature signature;
    private final Clock clock;

    /** @param post null if there is no web hook */
    public WebhookChannel(@Nullable HttpPost post, String secret, Clock clock) {
        this.post = post;
        this.signature = new Signature(secret);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public boolean isConnected() {
        return post != null;
    }

    @Override
    public boolean concerns(ContactEvent event) {
        return post != null && ChatItem.of(event).isPresent();
    }

    @Override
    public List<String> targets(ContactEvent event, ContactFacts contact) {
        return post == null ? List.of() : List.of(post.url().toString());
    }

    @Override
    public String payload(Outgoing outgoing) {
        ChatItem item = ChatItem.of(outgoing.event()).orElseThrow();
        return ItemJson.text(outgoing.contact().contactId(), item, Receipts.AS_EVENT);
    }

    @Override
    public void send(Outgoing outgoing) throws DeliveryFailed, InterruptedException {
        if (post == null) return;
        byte[] body = payload(outgoing).getBytes(UTF_8);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        post.send(
                body,
                Map.of(
                        TIMESTAMP, timestamp,
                        SIGNATURE, signature.of(timestamp, body),
                        DELIVERY, outgoing.id().toString()));
    }

    @Override
    public void close() {
        if (post != null) post.close();
    }
}
