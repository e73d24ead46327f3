package dev.contactsimulator.retry;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The calls of the last hour that changed nothing: they found no active chat, for example, or set what was set already. A
 * retry changes nothing either, although it could by now. Such a call leaves no event, so it is kept in memory only: the
 * newest 10,000, until the program ends.
 *
 * @param <S> what the calls were for
 */
public final class CallsWithoutEvent<S> {

    private static final int MAX_CALLS = 10_000;

    private record Call<S>(S subject, CallId id) {}

    private final Map<Call<S>, Instant> calls = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Call<S>, Instant> eldest) {
            return size() > MAX_CALLS;
        }
    };

    public synchronized void add(S subject, CallId id, Instant at) {
        calls.put(new Call<>(subject, id), at);
    }

    public synchronized void clear() {
        calls.clear();
    }

    public synchronized boolean contains(S subject, CallId id, Instant now) {
        Instant at = calls.get(new Call<>(subject, id));
        return at != null && !at.isBefore(now.minus(HandledCalls.REMEMBERED));
    }
}
