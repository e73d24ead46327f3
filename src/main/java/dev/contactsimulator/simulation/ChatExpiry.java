package dev.contactsimulator.simulation;

import dev.contactsimulator.contact.Cause;
import dev.contactsimulator.contact.ContactCommand.ExpireContact;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.view.ContactPage;
import dev.contactsimulator.view.ContactQueries;
import dev.contactsimulator.view.ContactRow;
import dev.contactsimulator.view.ContactSearch;
import dev.contactsimulator.view.Criterion;
import dev.contactsimulator.view.Criterion.Between;
import dev.contactsimulator.view.Criterion.IsActive;
import dev.contactsimulator.view.Criterion.Time;
import dev.contactsimulator.view.ViewBehind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the chats whose duration is over (Admin Guide, "The chat/SMS channel"), whether or not anybody looks at them.
 *
 * <p>It compares the clock, which may be moved, with the next due time each second, in memory. The database is asked when
 * that time has come, and once a minute of the clock, since no chat lasts less than that.
 */
public final class ChatExpiry implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChatExpiry.class);
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final int PAGE = 100;

    private final ContactQueries contacts;
    private final Contacts commands;
    private final Clock clock;
    private final Supplier<String> requestIds;
    private volatile Instant nextLook = Instant.MIN;
    private @Nullable Thread thread;

    public ChatExpiry(ContactQueries contacts, Contacts commands, Clock clock, Supplier<String> requestIds) {
        this.contacts = contacts;
        this.commands = commands;
        this.clock = clock;
        this.requestIds = requestIds;
    }

    public void start() {
        thread = Thread.ofVirtual().name("chat-expiry").start(this::run);
    }

    /** Ends all chats that are due by the clock, in the order in which they are. */
    public synchronized int expireDue() {
        Instant now = clock.instant();
        int expired = 0;
        String token = null;
        do {
            ContactPage due = contacts.search(due(now, token, PAGE));
            for (ContactRow contact : due.contacts()) {
                commands.send(new ExpireContact(contact.contactId(), now), cause());
                expired++;
            }
            token = due.nextToken();
        } while (token != null);
        nextLook = earlier(nextDue(now), now.plus(LOOK));
        return expired;
    }

    private void run() {
        while (true) {
            try {
                Thread.sleep(GLANCE);
                if (!clock.instant().isBefore(nextLook)) expireDue();
            } catch (InterruptedException stop) {
                return;
            } catch (ViewBehind later) {
                log.info("chat expiry looks again later reason={}", later.getMessage());
            } catch (RuntimeException failure) {
                if (Thread.currentThread().isInterrupted()) return;
                log.error("chat expiry failed, looks again later", failure);
            }
        }
    }

    private @Nullable Instant nextDue(Instant now) {
        return contacts.search(due(Instant.parse("9999-01-01T00:00:00Z"), null, 1)).contacts().stream()
                .map(contact -> contact.origin().expiresAt())
                .findFirst()
                .orElse(null);
    }

    private static ContactSearch due(Instant now, @Nullable String token, int limit) {
        List<Criterion> criteria = List.of(new IsActive(true), new Between(Time.EXPIRES, Instant.EPOCH, now));
        return new ContactSearch(criteria, new ContactSearch.Order(Time.EXPIRES, false), limit, token);
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one != null && one.isBefore(other) ? one : other;
    }

    private Cause cause() {
        return new Cause(requestIds.get(), null, null, "ChatExpiry");
    }

    @Override
    public void close() {
        if (thread != null) thread.interrupt();
    }
}
