package dev.contactsimulator.database;

/** The external PostgreSQL lacks what the event log needs. */
final class PostgresTooOld extends RuntimeException {

    private static final long serialVersionUID = 1;

    PostgresTooOld(String version) {
        super("The database is PostgreSQL " + version + "; contact-simulator needs " + RequiredPostgres.OLDEST
                + " or later.");
    }
}
