package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.AwsCall;
import dev.contactsimulator.contact.RequestContext;

/** Calls of AWS operations as the domain keeps them with the events that they cause. */
final class RequestContexts {

    static RequestContext of(AwsCall call) {
        return new RequestContext(
                call.requestId(), call.invocationId(), call.credential().accessKeyId(), call.operation(), null);
    }

    private RequestContexts() {}
}
