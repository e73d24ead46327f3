package dev.contactsimulator.start;

import java.io.IOException;

/** The program cannot listen on its address. */
final class PortUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    PortUnavailable(ListenAddress address, IOException reason) {
        super("Cannot listen on " + address + ": " + reason.getMessage() + ".", reason);
    }
}
