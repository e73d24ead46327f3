package dev.contactsimulator.simulation;

import java.util.List;

/** The clock was moved, and something has not caught up with it. */
public final class BehindClock extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param names of the followers, or of the work that stays due */
    BehindClock(List<String> names) {
        super(String.join(", ", names));
    }
}
