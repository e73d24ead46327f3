package dev.contactsimulator.database;

/** The program was built without a PostgreSQL for this platform, and no external one is named. */
final class NoEmbeddedPostgres extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoEmbeddedPostgres(String archive) {
        super("This build carries no PostgreSQL for this platform (" + archive + ").");
    }
}
