package dev.contactsimulator.crash;

import java.util.Map;

/** What can be done to the processes under test, and to what is between them. */
enum Fault {
    KILL_NODE,
    KILL_POSTGRES,
    /** Of one process that serves a client: PostgreSQL then throws out everybody and recovers. */
    KILL_BACKEND,
    KILL_EVERYTHING,
    /** For a few seconds. */
    PAUSE_NODE,
    /** For longer than any time-out of the program: a node that comes back must notice what it has missed. */
    PAUSE_NODE_FOR_LONG,
    PAUSE_POSTGRES,
    /** Of the nodes with PostgreSQL. */
    CLOSE_CONNECTIONS,
    /** Of the nodes with PostgreSQL, without a word to either side. */
    DROP_CONNECTIONS,
    /** Through the route of a node, while clients write. */
    RESET,
    /** The standby is promoted, and the lost server is made its standby. */
    KILL_PRIMARY,
    /** As a host that is gone: no connection is closed until the standby serves. */
    PAUSE_PRIMARY,
    KILL_STANDBY;

    private boolean isKill() {
        return switch (this) {
            case KILL_NODE, KILL_POSTGRES, KILL_BACKEND, KILL_EVERYTHING, KILL_PRIMARY, KILL_STANDBY -> true;
            default -> false;
        };
    }

    boolean losesThePrimary() {
        return this == KILL_PRIMARY || this == PAUSE_PRIMARY;
    }

    /** How many of the faults done were kills. */
    static int kills(Map<Fault, Integer> done) {
        return done.entrySet().stream()
                .filter(entry -> entry.getKey().isKill())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
