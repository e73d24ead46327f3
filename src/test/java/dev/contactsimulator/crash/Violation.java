package dev.contactsimulator.crash;

/** Something that must never be: which invariant of DESIGN.md is broken, how, and an example. */
record Violation(int invariant, Rule rule, String example) {

    enum Rule {
        LOST,
        DOUBLED,
        UNASKED,
        WRONG_CONTACT,
        DIFFERENT_RESPONSES,
        HOLE,
        SKIPPED,
        CHANGED_AFTERWARDS,
        BROKEN_CHAIN,
        WRONG_HEAD,
        WRONG_SEQUENCE,
        WRONG_BEGINNING,
        AFTER_THE_END,
        OVERLAPPING_CONTACTS,
        CREATED_TWICE,
        OUT_OF_ORDER,
        TRACE_OF_A_REFUSAL,
        WRONGLY_REFUSED,
        REPEATED_ID,
        PAST_THE_HEAD,
        WRONG_VIEW,
        NOT_READABLE
    }

    @Override
    public String toString() {
        return "invariant " + invariant + " " + rule + ": " + example;
    }
}
