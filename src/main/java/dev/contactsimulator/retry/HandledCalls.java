package dev.contactsimulator.retry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.contactsimulator.contact.Outcome.Handled;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The SDK calls that a contact has handled within the last hour, so that a retry of one of them adds nothing and gets the
 * first answer ({@code amz-sdk-invocation-id} is the same over all attempts of a call). Of a busy hour, the newest
 * 250: an SDK tries again within seconds, AWS takes 17 calls a second of a whole account, and memory is finite.
 *
 * <p>Many chats remember many calls for long, so a call is three numbers in an array and no objects, which every garbage
 * collection would have to visit.
 */
public final class HandledCalls {

    /** How long a retry is recognised. */
    public static final Duration REMEMBERED = Duration.ofHours(1);

    static final int MOST = 250;

    /** The two halves of the call's id; when it was handled, in milliseconds, twice, and one more if a chat was created. */
    private static final int NUMBERS = 3;

    /** A ring, once it has grown to its full length. */
    private long[] calls = {};

    private int first;
    private int size;

    public HandledCalls() {}

    private HandledCalls(long[] calls) {
        this.calls = calls;
        this.size = calls.length / NUMBERS;
    }

    /** Adds a call with its first event; its other events change nothing. */
    public void add(@Nullable String invocationId, Instant at, Handled answer) {
        if (invocationId == null) return;
        UUID id = id(invocationId);
        long now = at.toEpochMilli();
        while (size > 0 && isForgotten(millis(first), now)) removeEldest();
        if (size == 0) clear();
        if (find(id) >= 0) return;
        if (size == MOST) removeEldest();
        if (size == capacity()) grow();
        int place = NUMBERS * ((first + size) % capacity());
        calls[place] = id.getMostSignificantBits();
        calls[place + 1] = id.getLeastSignificantBits();
        calls[place + 2] = 2 * now + (answer.newChatCreated() ? 1 : 0);
        size++;
    }

    public int size() {
        return size;
    }

    /** What the calls take in memory. */
    public int bytes() {
        return Long.BYTES * calls.length;
    }

    public Optional<Handled> firstAnswer(@Nullable String invocationId, Instant now) {
        if (invocationId == null || size == 0) return Optional.empty();
        int call = find(id(invocationId));
        if (call < 0 || isForgotten(millis(call), now.toEpochMilli())) return Optional.empty();
        return Optional.of(new Handled(calls[NUMBERS * call + 2] % 2 != 0));
    }

    /** The same calls, to be kept while these go on. */
    public HandledCalls copy() {
        return new HandledCalls(inOrder(size));
    }

    /** SDKs send UUIDs; of any other text the digest stands for it. */
    private static UUID id(String invocationId) {
        try {
            UUID id = UUID.fromString(invocationId);
            if (id.toString().equals(invocationId)) return id;
        } catch (IllegalArgumentException noUuid) {
            // so it is another text
        }
        return UUID.nameUUIDFromBytes(invocationId.getBytes(UTF_8));
    }

    private int find(UUID id) {
        int end = first + size;
        int call = find(id, first, Math.min(end, capacity()));
        return call < 0 && end > capacity() ? find(id, 0, end - capacity()) : call;
    }

    private int find(UUID id, int from, int to) {
        for (int call = from; call < to; call++) {
            if (calls[NUMBERS * call] == id.getMostSignificantBits()
                    && calls[NUMBERS * call + 1] == id.getLeastSignificantBits()) return call;
        }
        return -1;
    }

    /** Gives its memory back, too. */
    private void clear() {
        calls = new long[0];
        first = 0;
    }

    private void removeEldest() {
        first = (first + 1) % capacity();
        size--;
    }

    private long millis(int call) {
        return calls[NUMBERS * call + 2] >> 1;
    }

    private static boolean isForgotten(long millis, long now) {
        return millis + REMEMBERED.toMillis() < now;
    }

    private int capacity() {
        return calls.length / NUMBERS;
    }

    private void grow() {
        calls = inOrder(Math.clamp(2L * size, 4, MOST));
        first = 0;
    }

    /** The calls from the eldest on, with room for {@code capacity} of them. */
    private long[] inOrder(int capacity) {
        long[] ordered = new long[NUMBERS * capacity];
        for (int i = 0; i < size; i++) {
            System.arraycopy(calls, NUMBERS * ((first + i) % capacity()), ordered, NUMBERS * i, NUMBERS);
        }
        return ordered;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HandledCalls that && Arrays.equals(inOrder(size), that.inOrder(that.size));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(inOrder(size));
    }
}
