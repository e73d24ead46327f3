package dev.contactsimulator.eventlog;

/**
 * The log was emptied while a feed was reading it. Thrown once by {@link EventFeed#next}; the feed then begins anew with
 * the event at position 1.
 */
public final class LogReset extends RuntimeException {

    public LogReset() {
        super("the event log was emptied", null, false, false);
    }
}
