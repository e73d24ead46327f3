package dev.contactsimulator.contact;

/** A rule of the domain says no. The text names the rule and never repeats what the caller sent. */
public final class ContactRejection extends RuntimeException {

    /** What kind of rule it was, so that each operation can answer with the error it models. */
    public enum Kind {
        /** A value is not allowed, whatever the contact's state. */
        INVALID_VALUE,
        /** The value is fine, but not for this contact as it is now. */
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
