package dev.contactsimulator.retry;

import dev.contactsimulator.contact.ChatName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The calls of the last hour that found no active chat, so that a retry finds none either, although a chat may have
 * begun since. Such a call leaves no event, so it is kept in memory only: the newest 10,000, until the program ends.
 */
public final class UnmatchedCalls {

    private static final int MAX_CALLS = 10_000;

    private record Call(ChatName chat, CallId id) {}

    private final Map<Call, Instant> calls = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Call, Instant> eldest) {
            return size() > MAX_CALLS;
        }
    };

    public synchronized void add(ChatName chat, CallId id, Instant at) {
        calls.put(new Call(chat, id), at);
    }

    public synchronized void clear() {
        calls.clear();
    }

    public synchronized boolean contains(ChatName chat, CallId id, Instant now) {
        Instant at = calls.get(new Call(chat, id));
        return at != null && !at.isBefore(now.minus(HandledCalls.REMEMBERED));
    }
}
