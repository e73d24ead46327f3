package dev.contactsimulator.eventlog;

/** Something that keeps in memory what is in the log. */
@FunctionalInterface
public interface Resettable {

    /** Called when the log was emptied. */
    void forget();
}
