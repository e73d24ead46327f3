package dev.contactsimulator.control;

/** Something that keeps in memory what is in the log. */
@FunctionalInterface
public interface Remembering {

    /** Called when the log was emptied. */
    void forget();
}
