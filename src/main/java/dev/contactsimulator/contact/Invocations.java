package dev.contactsimulator.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The SDK calls that a contact has handled within the last hour, so that a retry of one of them adds nothing
 * ({@code amz-sdk-invocation-id} is the same over all attempts of a call).
 */
final class Invocations {

    /** How long a retry is recognised. */
    static final Duration REMEMBERED = Duration.ofHours(1);

    private final LinkedHashMap<String, Instant> seen = new LinkedHashMap<>();

    void add(@Nullable String invocationId, Instant at) {
        if (invocationId == null) return;
        forgetBefore(at.minus(REMEMBERED));
        seen.putIfAbsent(invocationId, at);
    }

    private void forgetBefore(Instant oldest) {
        var eldest = seen.values().iterator();
        while (eldest.hasNext() && eldest.next().isBefore(oldest)) eldest.remove();
    }

    boolean contains(@Nullable String invocationId, Instant now) {
        if (invocationId == null) return false;
        Instant at = seen.get(invocationId);
        return at != null && !at.isBefore(now.minus(REMEMBERED));
    }
}
