package dev.contactsimulator.eventlog;

import java.util.Arrays;

/** How far the log goes, in one of its epochs. The hash stands for all that is before. */
record LogEnd(int epoch, Head head) {

    /** What a node knows that has heard nothing yet. */
    static final LogEnd UNKNOWN = new LogEnd(-1, new Head(0, new byte[0]));

    long position() {
        return head.position();
    }

    boolean isSameAs(LogEnd other) {
        return epoch == other.epoch && position() == other.position() && hasHash(other.head.hash());
    }

    boolean isBeyond(LogEnd other) {
        return epoch == other.epoch ? position() > other.position() : epoch > other.epoch;
    }

    boolean hasHash(byte[] hash) {
        return Arrays.equals(head.hash(), hash);
    }
}
