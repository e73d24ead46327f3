package dev.contactsimulator.aws.protocol;

/** The services that share the port. They differ in the name of their internal error and in how they write time. */
public enum Api {
    /** Amazon Connect: time as epoch seconds. */
    CONNECT(ErrorType.INTERNAL_SERVICE),
    /** Amazon Connect Participant Service, all below {@code /participant/}: time as text. */
    PARTICIPANT(ErrorType.INTERNAL_SERVER),
    /** The simulator's own routes, all below {@code /_simulator/}: time as text. */
    SIMULATOR(ErrorType.INTERNAL_SERVICE);

    private final ErrorType internalError;

    Api(ErrorType internalError) {
        this.internalError = internalError;
    }

    ErrorType internalError() {
        return internalError;
    }

    static Api ofPath(String path) {
        if (path.startsWith("/participant/")) return PARTICIPANT;
        return path.startsWith("/_simulator/") ? SIMULATOR : CONNECT;
    }
}
