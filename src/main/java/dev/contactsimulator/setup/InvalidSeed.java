package dev.contactsimulator.setup;

import java.io.Serial;

/** The seed has a mistake. */
final class InvalidSeed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String action;

    /**
     * @param message where the mistake is, and which
     * @param action what the user can do
     */
    InvalidSeed(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
