package dev.contactsimulator.simulation;

import dev.contactsimulator.contact.ContactCommand.ExpireContact;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.simulation.ActiveChats.Expiring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the chats whose duration is over (Admin Guide, "The chat/SMS channel"), whether or not a request reaches them.
 *
 * <p>It compares the clock, which may be moved, with the next due time each second, in memory. It looks for chats when
 * that time has come, and once a minute of the clock, since no chat lasts less than that.
 */
public final class ChatExpiry implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChatExpiry.class);
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final int PAGE = 100;

    private final ActiveChats chats;
    private final Contacts contacts;
    private final Clock clock;
    private final Supplier<String> requestIds;
    private volatile Instant nextLook = Instant.MIN;
    private @Nullable Thread thread;

    /** @param requestIds gives each command an id of its own, as a request from outside has one */
    public ChatExpiry(ActiveChats chats, Contacts contacts, Clock clock, Supplier<String> requestIds) {
        this.chats = chats;
        this.contacts = contacts;
        this.clock = clock;
        this.requestIds = requestIds;
    }

    public void start() {
        thread = Thread.ofVirtual().name("chat-expiry").start(this::run);
    }

    /**
     * Ends all chats that are due by the clock, in the order in which they are.
     *
     * @return how many there were
     */
    public synchronized int expireDue() {
        Instant now = clock.instant();
        int expired = 0;
        ContactId last = null;
        while (true) {
            List<Expiring> page = chats.firstToExpire(PAGE);
            for (Expiring chat : page) {
                if (chat.expiresAt().isAfter(now)) return done(expired, earlier(chat.expiresAt(), now.plus(LOOK)));
                if (chat.contactId().equals(last)) throw new IllegalStateException("a chat does not expire: " + last);
                contacts.send(new ExpireContact(chat.contactId(), now), cause());
                expired++;
            }
            if (page.size() < PAGE) return done(expired, now.plus(LOOK));
            last = page.getFirst().contactId();
        }
    }

    /** Reads the chats again at the next check, as after a reset of the log. */
    public void forget() {
        nextLook = Instant.MIN;
    }

    private int done(int expired, Instant look) {
        nextLook = look;
        if (expired > 0) log.info("event=chats-expired chats={}", expired);
        return expired;
    }

    private void run() {
        while (true) {
            try {
                Thread.sleep(GLANCE);
                if (!clock.instant().isBefore(nextLook)) expireDue();
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException failure) {
                if (Thread.currentThread().isInterrupted()) return;
                log.warn("event=chat-expiry-postponed", failure);
            }
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private RequestContext cause() {
        return RequestContext.ofSimulator(requestIds.get(), "ChatExpiry");
    }

    @Override
    public void close() {
        if (thread != null) thread.interrupt();
    }
}
