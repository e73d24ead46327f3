package dev.contactsimulator.simulation;

import java.time.Instant;
import java.util.Optional;

/**
 * Work that falls due at times of the clock: chats that expire, timers. A part that has such work does it by itself, too;
 * when the clock is moved forward, it is also asked for it, so that all has happened, in order, when the clock is there.
 * Every bean of this type is used. Several nodes may do the same work at once.
 */
public interface DueWork {

    /** As an operator calls it. */
    String name();

    /**
     * When the next work is due that can be done now, in the past too; empty if there is none. It counts what was
     * recorded before the call.
     */
    Optional<Instant> nextDue();

    /** Does all that is due by the clock, in the order in which it is due. What fails is done later. */
    void runDue();
}
