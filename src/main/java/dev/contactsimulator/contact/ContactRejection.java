package dev.contactsimulator.contact;

/** A command violates a rule of the domain. The text names the rule and never repeats what the caller sent. */
public final class ContactRejection extends RuntimeException {

    /** What kind of rule it was, so that each operation can return the error that it models. */
    public enum Kind {
        /** A value is not allowed in any state of the contact. */
        INVALID_VALUE,
        /** The value is valid, but not in the current state of the contact. */
        INVALID_STATE,
        /** The participant is not, or no longer, one of the chat. */
        ACCESS_DENIED,
        /** What the command names does not exist. */
        NOT_FOUND,
        /** The command cannot be combined with something that goes on in the contact. */
        CONFLICT,
        /** The contact has as many of something as an account may have. */
        QUOTA_EXCEEDED,
        /** The contact has as many of something as a contact may have. */
        LIMIT_EXCEEDED
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
