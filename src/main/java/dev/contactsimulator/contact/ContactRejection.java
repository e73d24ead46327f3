package dev.contactsimulator.contact;

/** A command violates a rule of the domain. The text names the rule and never repeats what the caller sent. */
public final class ContactRejection extends RuntimeException {

    /** What kind of rule it was, so that each operation can return the error that it models. */
    public enum Kind {
        /** A value is not allowed in any state of the contact. */
        INVALID_VALUE,
        /** The value is valid, but not in the current state of the contact. */
        INVALID_STATE
    }

    private final Kind kind;

    public ContactRejection(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
