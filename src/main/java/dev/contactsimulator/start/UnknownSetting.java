package dev.contactsimulator.start;

/** A setting has the name of none. */
final class UnknownSetting extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String nearest;

    UnknownSetting(String name, String nearest) {
        super("There is no setting " + name + ".");
        this.nearest = nearest;
    }

    /** The setting whose name is the most similar. */
    String nearest() {
        return nearest;
    }
}
