package dev.contactsimulator.eventlog;

import java.util.List;

/** What a package has that must go when the log is reset: memories, and tables that were derived from the log. */
@FunctionalInterface
public interface Resettable {

    /** Forgets what is kept in memory. Called on each node, after the log was reset. */
    void forget();

    /** The tables to empty in the transaction that resets the log. */
    default List<String> tables() {
        return List.of();
    }
}
