package dev.contactsimulator.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * A row of the log as PostgreSQL's binary COPY sends it: the number of columns, 2 bytes, then each column after its length,
 * 4 bytes. The hashed fields are between its position and its hash.
 *
 * @param offset of the number of columns
 */
public record LogRow(byte[] bytes, int offset) {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int POSITION = 2 + 4;
    private static final int FIELDS = POSITION + 8;
    private static final int CONTACT_ID = FIELDS + 4;
    private static final int SEQUENCE = CONTACT_ID + 16 + 4;
    private static final int EVENT_ID = SEQUENCE + 4 + 4;
    private static final int TYPE = EVENT_ID + 16 + 4;
    /** From the end of the type on. */
    private static final int REVISION = 4;

    private static final int AT = REVISION + 4 + 4;
    private static final int DATA = AT + 8 + 4;
    private static final int HASH_LENGTH = 32;

    /** A slice of the row's bytes. */
    record Slice(int offset, int length) {}

    public long position() {
        return longAt(offset + POSITION);
    }

    public UUID contactId() {
        return new UUID(contactIdHigh(), contactIdLow());
    }

    public long contactIdHigh() {
        return longAt(offset + CONTACT_ID);
    }

    public long contactIdLow() {
        return longAt(offset + CONTACT_ID + 8);
    }

    public int sequence() {
        return intAt(offset + SEQUENCE);
    }

    public UUID eventId() {
        return new UUID(longAt(offset + EVENT_ID), longAt(offset + EVENT_ID + 8));
    }

    public String type() {
        return new String(bytes, offset + TYPE, typeLength(), UTF_8);
    }

    int revision() {
        return intAt(offset + TYPE + typeLength() + REVISION);
    }

    public Instant at() {
        return EventHash.instant(longAt(offset + TYPE + typeLength() + AT));
    }

    /** The JSON text. */
    Slice data() {
        int start = offset + TYPE + typeLength() + DATA;
        return new Slice(start, intAt(start - 4));
    }

    public byte[] digest(EventHash hash) {
        return hash.digest(bytes, offset + FIELDS, bytes.length - HASH_LENGTH - 4 - offset - FIELDS);
    }

    public byte[] hash() {
        return Arrays.copyOfRange(bytes, bytes.length - HASH_LENGTH, bytes.length);
    }

    public boolean hasHash(byte[] expected) {
        return Arrays.equals(bytes, bytes.length - HASH_LENGTH, bytes.length, expected, 0, HASH_LENGTH);
    }

    private int typeLength() {
        return intAt(offset + TYPE - 4);
    }

    private int intAt(int index) {
        return (int) INT.get(bytes, index);
    }

    private long longAt(int index) {
        return (long) LONG.get(bytes, index);
    }
}
