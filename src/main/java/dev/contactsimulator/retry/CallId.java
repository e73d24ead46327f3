package dev.contactsimulator.retry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.contactsimulator.contact.RequestContext;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a call over all its attempts, in 128 bits: by its "ClientToken" if it has one, which an application repeats
 * and which counts for one operation, else by the SDK's {@code amz-sdk-invocation-id}.
 */
public record CallId(long high, long low) {

    /** The id in 64 bits. Both halves of a UUID have bits that are the same in all, so each is mixed. */
    long mixed() {
        long mixed = (high ^ high >>> 32) * 0x9E3779B97F4A7C15L + low;
        return (mixed ^ mixed >>> 29) * 0xD6E8FEB86659FD93L;
    }

    /** Null if nothing identifies the call: then each attempt is a call of its own. */
    public static @Nullable CallId of(RequestContext context) {
        return of(context.clientToken(), context.operation(), context.invocationId());
    }

    /** The call that caused an event, from the event's metadata. */
    public static @Nullable CallId of(Map<String, ?> metadata) {
        return of(
                (String) metadata.get(RequestContext.CLIENT_TOKEN),
                (String) metadata.get(RequestContext.OPERATION),
                (String) metadata.get(RequestContext.INVOCATION_ID));
    }

    private static @Nullable CallId of(
            @Nullable String clientToken, @Nullable String operation, @Nullable String invocationId) {
        if (clientToken != null) return digest(operation + '\n' + clientToken);
        return invocationId == null ? null : ofInvocation(invocationId);
    }

    /** SDKs send UUIDs; any other text is represented by its digest. */
    private static CallId ofInvocation(String invocationId) {
        try {
            UUID id = UUID.fromString(invocationId);
            if (id.toString().equals(invocationId)) return of(id);
        } catch (IllegalArgumentException notAUuid) {
            return digest(invocationId);
        }
        return digest(invocationId);
    }

    private static CallId digest(String text) {
        return of(UUID.nameUUIDFromBytes(text.getBytes(UTF_8)));
    }

    private static CallId of(UUID id) {
        return new CallId(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
