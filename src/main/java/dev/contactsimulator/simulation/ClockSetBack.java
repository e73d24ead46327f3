package dev.contactsimulator.simulation;

/** The clock was to go back, which it may do only while the log is empty. */
public final class ClockSetBack extends RuntimeException {

    private static final long serialVersionUID = 1;

    ClockSetBack() {
        super("the log is not empty");
    }
}
