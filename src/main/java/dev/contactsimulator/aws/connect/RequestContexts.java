package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.contact.RequestContext;
import org.jspecify.annotations.Nullable;

/** Calls of AWS operations as the domain keeps them with the events that they cause. */
public final class RequestContexts {

    public static RequestContext of(AwsCall call) {
        return of(call, null);
    }

    /** @param clientToken the "ClientToken" of the request */
    public static RequestContext of(AwsCall call, @Nullable String clientToken) {
        return new RequestContext(
                call.requestId(), call.invocationId(), call.credential().accessKeyId(), call.operation(), clientToken);
    }

    private RequestContexts() {}
}
