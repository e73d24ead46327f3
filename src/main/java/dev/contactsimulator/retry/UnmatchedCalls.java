package dev.contactsimulator.retry;

import dev.contactsimulator.contact.ChatName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the last hour that found no active chat, so that a retry of one finds none either, though a chat may have
 * begun since. Such a call leaves no event, so this is kept in memory only: the newest 10,000, until the program ends.
 */
public final class UnmatchedCalls {

    private static final int MOST = 10_000;

    private record Call(ChatName chat, String invocationId) {}

    private final Map<Call, Instant> answered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Call, Instant> eldest) {
            return size() > MOST;
        }
    };

    public synchronized void add(ChatName chat, @Nullable String invocationId, Instant at) {
        if (invocationId != null) answered.put(new Call(chat, invocationId), at);
    }

    public synchronized void clear() {
        answered.clear();
    }

    public synchronized boolean contains(ChatName chat, @Nullable String invocationId, Instant now) {
        if (invocationId == null) return false;
        Instant at = answered.get(new Call(chat, invocationId));
        return at != null && !at.isBefore(now.minus(HandledCalls.REMEMBERED));
    }
}
