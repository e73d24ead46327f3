package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.retry.CallId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls of AWS operations as the domain keeps them with the events that they cause. */
public final class RequestContexts {

    public static RequestContext of(AwsCall call) {
        return of(call, null);
    }

    /** @param clientToken the "ClientToken" of the request, if it has one */
    public static RequestContext of(AwsCall call, @Nullable String clientToken) {
        return new RequestContext(
                call.requestId(),
                call.invocationId(),
                call.credential().accessKeyId(),
                call.operation(),
                clientToken == null || clientToken.isEmpty() ? null : clientToken);
    }

    /** Identifies a call over all its attempts; null if nothing does. */
    static @Nullable UUID callId(AwsCall call, @Nullable String clientToken) {
        CallId id = CallId.of(of(call, clientToken));
        return id == null ? null : new UUID(id.high(), id.low());
    }

    private RequestContexts() {}
}
