package dev.contactsimulator.eventlog;

import java.util.HexFormat;

/** The end of the log: its last position (0 if it is empty) and that event's hash (32 zero bytes if it is empty). */
public record Head(long position, byte[] hash) {

    public String hexHash() {
        return HexFormat.of().formatHex(hash);
    }
}
