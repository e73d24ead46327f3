package dev.contactsimulator.retry;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a contact has handled within the last hour, each with the sequence of the event that it caused: a retry
 * adds nothing, and its response is derived from that event again. The newest 250 are kept: an SDK retries within
 * seconds, and AWS admits 17 calls a second for a whole account.
 *
 * <p>There may be many calls in memory, so a call is three numbers in an array. An object for each call would be visited
 * by every garbage collection. Two of the 250 calls have the same 64 bits once in 10<sup>14</sup> contacts. Not safe for use by several threads.
 */
public final class HandledCalls {

    /** How long a retry is recognised. */
    public static final Duration REMEMBERED = Duration.ofHours(1);

    public static final int MAX_CALLS = 250;

    /** The call's id, mixed into 64 bits; when it was handled, in milliseconds; the sequence of the event. */
    private static final int NUMBERS = 3;

    /** A stored call: its two long numbers, then the sequence. */
    private static final int STORED_BYTES = 2 * Long.BYTES + Integer.BYTES;

    /** A ring, once it has grown to its full length. */
    private long[] calls = {};

    private int first;
    private int size;

    public HandledCalls() {}

    private HandledCalls(long[] calls) {
        this.calls = calls;
        this.size = calls.length / NUMBERS;
    }

    /** Adds a call with the first event that it caused; its other events change nothing. */
    public void add(@Nullable CallId call, int sequence, Instant at) {
        if (call == null) return;
        long now = at.toEpochMilli();
        while (size > 0 && isForgotten(millis(first), now)) removeEldest();
        if (size == 0) clear();
        if (find(call) >= 0) return;
        if (size == MAX_CALLS) removeEldest();
        if (size == capacity()) grow();
        int place = NUMBERS * ((first + size) % capacity());
        calls[place] = call.mixed();
        calls[place + 1] = now;
        calls[place + 2] = sequence;
        size++;
    }

    /** The sequence of the event that the call caused, if the contact handled it within the hour before {@code now}. */
    public OptionalInt eventOf(CallId call, Instant now) {
        int place = size == 0 ? -1 : find(call);
        if (place < 0 || isForgotten(millis(place), now.toEpochMilli())) return OptionalInt.empty();
        return OptionalInt.of((int) calls[NUMBERS * place + 2]);
    }

    public int size() {
        return size;
    }

    /** The memory of the calls, in bytes. */
    public int bytes() {
        return Long.BYTES * calls.length;
    }

    /** A copy that later calls do not change. */
    public HandledCalls copy() {
        return new HandledCalls(inOrder(size));
    }

    /** The calls as {@link #toBytes} gave them. */
    public static HandledCalls of(byte[] stored) {
        long[] calls = new long[NUMBERS * (stored.length / STORED_BYTES)];
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        for (int place = 0; place < calls.length; place += NUMBERS) {
            calls[place] = bytes.getLong();
            calls[place + 1] = bytes.getLong();
            calls[place + 2] = bytes.getInt();
        }
        return new HandledCalls(calls);
    }

    /** The calls from the oldest on: for each its id and its time as 8 bytes, its sequence as 4, big-endian. */
    public byte[] toBytes() {
        long[] ordered = inOrder(size);
        ByteBuffer bytes = ByteBuffer.allocate(STORED_BYTES * size);
        for (int place = 0; place < ordered.length; place += NUMBERS) {
            bytes.putLong(ordered[place]).putLong(ordered[place + 1]).putInt((int) ordered[place + 2]);
        }
        return bytes.array();
    }

    private int find(CallId call) {
        long id = call.mixed();
        int end = first + size;
        int found = find(id, first, Math.min(end, capacity()));
        return found < 0 && end > capacity() ? find(id, 0, end - capacity()) : found;
    }

    private int find(long id, int from, int to) {
        for (int place = from; place < to; place++) {
            if (calls[NUMBERS * place] == id) return place;
        }
        return -1;
    }

    /** Releases the memory, too. */
    private void clear() {
        calls = new long[0];
        first = 0;
    }

    private void removeEldest() {
        first = (first + 1) % capacity();
        size--;
    }

    private long millis(int place) {
        return calls[NUMBERS * place + 1];
    }

    private static boolean isForgotten(long millis, long now) {
        return millis + REMEMBERED.toMillis() < now;
    }

    private int capacity() {
        return calls.length / NUMBERS;
    }

    private void grow() {
        calls = inOrder(Math.clamp(size + size / 2, 4, MAX_CALLS));
        first = 0;
    }

    /** The calls from the oldest on, with room for {@code capacity} of them. */
    private long[] inOrder(int capacity) {
        long[] ordered = new long[NUMBERS * capacity];
        for (int i = 0; i < size; i++) {
            System.arraycopy(calls, NUMBERS * ((first + i) % capacity()), ordered, NUMBERS * i, NUMBERS);
        }
        return ordered;
    }
}
