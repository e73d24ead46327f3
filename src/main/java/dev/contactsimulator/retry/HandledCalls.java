package dev.contactsimulator.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a contact has handled within the last hour, each with the sequence of the event that it caused: a retry
 * adds nothing, and its response is derived from that event again. The newest 250 are kept: an SDK retries within
 * seconds, and AWS admits 17 calls a second for a whole account.
 *
 * <p>There may be many calls in memory, so a call is four numbers in an array. An object for each call would be visited
 * by every garbage collection. Not safe for use by several threads.
 */
public final class HandledCalls {

    /** How long a retry is recognised. */
    public static final Duration REMEMBERED = Duration.ofHours(1);

    public static final int MAX_CALLS = 250;

    /** The two halves of the call's id; when it was handled, in milliseconds; the sequence of the event. */
    private static final int NUMBERS = 4;

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
        calls[place] = call.high();
        calls[place + 1] = call.low();
        calls[place + 2] = now;
        calls[place + 3] = sequence;
        size++;
    }

    /** The sequence of the event that the call caused, if the contact handled it within the hour before {@code now}. */
    public OptionalInt eventOf(CallId call, Instant now) {
        int place = size == 0 ? -1 : find(call);
        if (place < 0 || isForgotten(millis(place), now.toEpochMilli())) return OptionalInt.empty();
        return OptionalInt.of((int) calls[NUMBERS * place + 3]);
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

    private int find(CallId call) {
        int end = first + size;
        int found = find(call, first, Math.min(end, capacity()));
        return found < 0 && end > capacity() ? find(call, 0, end - capacity()) : found;
    }

    private int find(CallId call, int from, int to) {
        for (int place = from; place < to; place++) {
            if (calls[NUMBERS * place] == call.high() && calls[NUMBERS * place + 1] == call.low()) return place;
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
        return calls[NUMBERS * place + 2];
    }

    private static boolean isForgotten(long millis, long now) {
        return millis + REMEMBERED.toMillis() < now;
    }

    private int capacity() {
        return calls.length / NUMBERS;
    }

    private void grow() {
        calls = inOrder(Math.clamp(2L * size, 4, MAX_CALLS));
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
