package dev.contactsimulator.audit;

import dev.contactsimulator.eventlog.EventHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A row of the log as bytes. The hashed fields are between its position and its hash. */
record LogRow(byte[] bytes, int offset) {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int POSITION = 2 + 4;
    private static final int FIELDS = POSITION + 8;
    private static final int CONTACT_ID = FIELDS + 4;
    private static final int SEQUENCE = CONTACT_ID + 16 + 4;
    private static final int HASH_LENGTH = 32;

    long position() {
        return (long) LONG.get(bytes, offset + POSITION);
    }

    long contactIdHigh() {
        return (long) LONG.get(bytes, offset + CONTACT_ID);
    }

    long contactIdLow() {
        return (long) LONG.get(bytes, offset + CONTACT_ID + 8);
    }

    int sequence() {
        return (int) INT.get(bytes, offset + SEQUENCE);
    }

    byte[] digest(EventHash hash) {
        return hash.digest(bytes, offset + FIELDS, bytes.length - HASH_LENGTH - 4 - offset - FIELDS);
    }

    boolean hasHash(byte[] expected) {
        return Arrays.equals(bytes, bytes.length - HASH_LENGTH, bytes.length, expected, 0, HASH_LENGTH);
    }
}
