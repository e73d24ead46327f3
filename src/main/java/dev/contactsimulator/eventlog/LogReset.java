package dev.contactsimulator.eventlog;

/**
 * The log was reset while a feed was reading it. Thrown once by {@link EventFeed#next}; the feed then begins again with
 * the event at position 1.
 */
public final class LogReset extends RuntimeException {

    public LogReset() {
        super("the event log was reset", null, false, false);
    }
}
