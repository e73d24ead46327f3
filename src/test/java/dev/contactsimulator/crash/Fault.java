package dev.contactsimulator.crash;

import java.util.Map;

/** What can be done to the processes under test. */
enum Fault {
    KILL_NODE,
    KILL_POSTGRES,
    /** Of one process that serves a client: PostgreSQL then throws out everybody and recovers. */
    KILL_BACKEND,
    KILL_EVERYTHING,
    PAUSE_NODE,
    PAUSE_POSTGRES;

    private boolean isKill() {
        return this != PAUSE_NODE && this != PAUSE_POSTGRES;
    }

    /** How many of the faults done were kills. */
    static int kills(Map<Fault, Integer> done) {
        return done.entrySet().stream()
                .filter(entry -> entry.getKey().isKill())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
