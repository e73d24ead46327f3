package dev.contactsimulator.eventlog;

/** The log was reset, or went back: what was read or decided before must be read or decided again. */
public final class TimelineEnded extends RuntimeException {

    public TimelineEnded() {
        super("the event log was reset, or went back", null, false, false);
    }
}
