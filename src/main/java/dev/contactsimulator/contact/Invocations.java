package dev.contactsimulator.contact;

import dev.contactsimulator.contact.Outcome.Handled;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The SDK calls that a contact has handled within the last hour, so that a retry of one of them adds nothing and gets the
 * first answer ({@code amz-sdk-invocation-id} is the same over all attempts of a call). Of a busy hour, the newest
 * 250: an SDK tries again within seconds, AWS takes 17 calls a second of a whole account, and memory is finite.
 */
final class Invocations {

    /** How long a retry is recognised. */
    static final Duration REMEMBERED = Duration.ofHours(1);

    static final int MOST = 250;

    /** When a call was handled, and how it was answered. */
    record Call(Instant at, Handled answer) {

        boolean isForgotten(Instant now) {
            return at.plus(REMEMBERED).isBefore(now);
        }
    }

    private final LinkedHashMap<String, Call> calls = new LinkedHashMap<>();

    /** Adds a call with its first event; its other events change nothing. */
    void add(@Nullable String invocationId, Call call) {
        if (invocationId == null) return;
        forget(call.at());
        calls.putIfAbsent(invocationId, call);
    }

    /** Makes room for one more. */
    private void forget(Instant now) {
        var eldest = calls.values().iterator();
        while (eldest.hasNext() && (eldest.next().isForgotten(now) || calls.size() >= MOST)) eldest.remove();
    }

    int size() {
        return calls.size();
    }

    Optional<Handled> firstAnswer(@Nullable String invocationId, Instant now) {
        return firstAnswer(calls, invocationId, now);
    }

    static Optional<Handled> firstAnswer(Map<String, Call> calls, @Nullable String invocationId, Instant now) {
        Call call = invocationId == null ? null : calls.get(invocationId);
        return call == null || call.isForgotten(now) ? Optional.empty() : Optional.of(call.answer());
    }

    Map<String, Call> calls() {
        return Map.copyOf(calls);
    }
}
