package dev.contactsimulator.retry;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.RequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which call a recognised retry stands for. A retry adds no event, so its request id is in no metadata; one line of
 * the program's log leads from it to the event of the first attempt, whose metadata has the first request id.
 */
public final class RepeatedCalls {

    private static final Logger log = LoggerFactory.getLogger(RepeatedCalls.class);

    /** A retry of a call that caused the event {@code sequence} of the contact, and maybe others after it. */
    public static void log(RequestContext retry, ContactId contactId, int sequence) {
        log.info(
                "event=call-repeated requestId={} operation={} invocationId={} contactId={} sequence={}",
                retry.requestId(),
                retry.operation(),
                retry.invocationId(),
                contactId,
                sequence);
    }

    /** A retry of a call that caused no event. */
    public static void logWithoutEvent(RequestContext retry) {
        log.info(
                "event=call-repeated requestId={} operation={} invocationId={} events=none",
                retry.requestId(),
                retry.operation(),
                retry.invocationId());
    }

    private RepeatedCalls() {}
}
