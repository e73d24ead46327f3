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
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the chats whose duration is over (Admin Guide, "The chat/SMS channel"), whether or not a request reaches them.
 *
 * <p>It compares the clock, which may be moved, with the next due time each second, in memory. It looks for chats when
 * that time has come, and once a minute of the clock, since no chat lasts less than that.
 */
public final class ChatExpiry implements DueWork, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChatExpiry.class);
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);
    private static final int PAGE = 100;
    private static final int MAX_FAILED_IN_A_ROW = 10;

    private final ActiveChats chats;
    private final Contacts contacts;
    private final Clock clock;
    private final Supplier<String> requestIds;
    private final PostponedChats postponed;
    private volatile boolean forgotten;
    private Instant nextLook = Instant.MIN;
    private @Nullable Thread thread;

    /** @param requestIds gives each command an id of its own, as a request from outside has one */
    public ChatExpiry(ActiveChats chats, Contacts contacts, Clock clock, Supplier<String> requestIds) {
        this(chats, contacts, clock, requestIds, System::nanoTime);
    }

    ChatExpiry(ActiveChats chats, Contacts contacts, Clock clock, Supplier<String> requestIds, LongSupplier nanoTime) {
        this.postponed = new PostponedChats(nanoTime);
        this.chats = chats;
        this.contacts = contacts;
        this.clock = clock;
        this.requestIds = requestIds;
    }

    public void start() {
        thread = Thread.ofVirtual().name("chat-expiry").start(this::run);
    }

    /**
     * Ends all chats that are due by the clock, in the order in which they are. One whose expiry fails is postponed.
     *
     * @return how many have ended
     * @throws RuntimeException that of the last chat, if so many fail in a row that the chats are not the reason
     */
    public synchronized int expireDue() {
        if (forgotten) postponed.clear();
        forgotten = false;
        Instant now = clock.instant();
        int expired = 0;
        int failedInARow = 0;
        Set<ContactId> before = Set.of();
        while (true) {
            int limit = PAGE + postponed.size();
            List<Expiring> page = chats.firstToExpire(limit);
            for (Expiring chat : page) {
                ContactId id = chat.contactId();
                if (chat.expiresAt().isAfter(now)) return done(expired, earlier(chat.expiresAt(), now.plus(LOOK)));
                if (postponed.isWaiting(id)) continue;
                try {
                    if (before.contains(id)) throw new IllegalStateException("the chat is still active after its end");
                    contacts.send(new ExpireContact(id, now), cause());
                    postponed.remove(id);
                    expired++;
                    failedInARow = 0;
                } catch (RuntimeException failure) {
                    postponed.add(id, failure);
                    if (++failedInARow == MAX_FAILED_IN_A_ROW) throw failure;
                }
            }
            if (page.size() < limit) return done(expired, now.plus(LOOK));
            before = page.stream().map(Expiring::contactId).collect(Collectors.toSet());
        }
    }

    @Override
    public String name() {
        return "chat-expiry";
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return chats.firstToExpire(1 + postponed.size()).stream()
                .filter(chat -> !postponed.isWaiting(chat.contactId()))
                .map(Expiring::expiresAt)
                .findFirst();
    }

    @Override
    public void runDue() {
        expireDue();
    }

    /** Reads the chats again at the next check, as after a reset of the log. */
    public void forget() {
        forgotten = true;
    }

    private int done(int expired, Instant look) {
        postponed.dropDue();
        nextLook = look;
        if (expired > 0) log.info("event=chats-expired chats={}", expired);
        return expired;
    }

    private void run() {
        Duration pause = GLANCE;
        while (true) {
            try {
                Thread.sleep(pause);
                if (isTimeToLook()) expireDue();
                pause = GLANCE;
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException failure) {
                if (Thread.currentThread().isInterrupted()) return;
                log.warn("event=chat-expiry-postponed", failure);
                pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private synchronized boolean isTimeToLook() {
        Instant now = clock.instant();
        boolean clockWentBack = nextLook.isAfter(now.plus(LOOK));
        return forgotten || clockWentBack || !now.isBefore(nextLook) || postponed.isAnyDue();
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
