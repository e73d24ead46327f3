package dev.contactsimulator.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives contact <i>n</i> of a chat its id: an HMAC-SHA256 of the chat's name, <i>n</i> and the log's epoch under a secret of
 * the installation, shaped like a random UUID. The epoch changes with each reset, so no id comes again. Every node of an installation derives the same id, so the log's uniqueness of
 * (contact, sequence 0) decides a race for a new contact.
 */
public final class ContactNumbering {

    private final SecretKeySpec key;
    private final int unnumberedEpoch;

    /** @param unnumberedEpoch the epoch whose ids are derived without its number, as all were once */
    public ContactNumbering(byte[] secret, int unnumberedEpoch) {
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.unnumberedEpoch = unnumberedEpoch;
    }

    /** The id of the chat's contact number {@code n}, counted from 1, in an epoch of the log. */
    public ContactId contact(int epoch, ChatName chat, int n) {
        Mac mac = mac();
        add(mac, chat.sourceId());
        add(mac, chat.destinationId());
        String subtype = chat.subtype();
        mac.update((byte) (subtype == null ? 0 : 1));
        add(mac, subtype == null ? "" : subtype);
        mac.update(ByteBuffer.allocate(4).putInt(n).array());
        if (epoch != unnumberedEpoch)
            mac.update(ByteBuffer.allocate(4).putInt(epoch).array());
        ByteBuffer digest = ByteBuffer.wrap(mac.doFinal());
        return new ContactId(
                new UUID(digest.getLong() & ~0xF000L | 0x4000L, digest.getLong() & ~(3L << 62) | 1L << 63));
    }

    private static void add(Mac mac, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        mac.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        mac.update(bytes);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every JDK has HmacSHA256", missing);
        }
    }
}
