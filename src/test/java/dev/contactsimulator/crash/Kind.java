package dev.contactsimulator.crash;

/** What a client may ask for. */
enum Kind {
    MESSAGE,
    EVENT,
    DISCONNECT,
    /** A message that is too long: it must be refused and leave nothing behind. */
    INVALID
}
