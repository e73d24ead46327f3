package dev.contactsimulator.database;

import org.jspecify.annotations.Nullable;

/** The external PostgreSQL cannot be used: the URL is wrong, nobody answers there, or the server refuses the connection. */
final class ExternalPostgresUnusable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    ExternalPostgresUnusable(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    /** What the user can do. */
    String action() {
        return action;
    }
}
