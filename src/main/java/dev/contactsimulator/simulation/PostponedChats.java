package dev.contactsimulator.simulation;

import dev.contactsimulator.contact.ContactId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chats whose expiry failed, so that they do not hold up others: each is tried again after a minute of real time, then
 * after twice as long each time, up to an hour. The newest 400 are kept. For one thread.
 */
final class PostponedChats {

    private static final Logger log = LoggerFactory.getLogger(PostponedChats.class);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration MAX_WAIT = Duration.ofHours(1);
    private static final int MAX_CHATS = 400;

    private record Wait(Duration length, long untilNanos) {}

    private final LongSupplier nanoTime;
    private final Map<ContactId, Wait> waits = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ContactId, Wait> eldest) {
            return size() > MAX_CHATS;
        }
    };

    /** @param nanoTime monotonic real time, as {@link System#nanoTime} */
    PostponedChats(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The first failure of a chat is logged, the others only at DEBUG. */
    void add(ContactId chat, RuntimeException failure) {
        Wait before = waits.remove(chat);
        Duration length = before == null ? FIRST_WAIT : doubled(before.length());
        if (before == null) log.warn("event=chat-not-expired contactId={} retryIn={}", chat, length, failure);
        else log.debug("event=chat-not-expired contactId={} retryIn={}", chat, length, failure);
        waits.put(chat, new Wait(length, nanoTime.getAsLong() + length.toNanos()));
    }

    void remove(ContactId chat) {
        waits.remove(chat);
    }

    boolean isWaiting(ContactId chat) {
        Wait wait = waits.get(chat);
        return wait != null && !isOver(wait);
    }

    boolean isAnyDue() {
        return waits.values().stream().anyMatch(this::isOver);
    }

    /** Drops those that could have been tried again and were not: they are no longer active. */
    void dropDue() {
        waits.values().removeIf(this::isOver);
    }

    int size() {
        return waits.size();
    }

    void clear() {
        waits.clear();
    }

    private boolean isOver(Wait wait) {
        return nanoTime.getAsLong() - wait.untilNanos() >= 0;
    }

    private static Duration doubled(Duration length) {
        Duration twice = length.multipliedBy(2);
        return twice.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : twice;
    }
}
