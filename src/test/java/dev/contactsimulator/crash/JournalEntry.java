package dev.contactsimulator.crash;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a client's journal. A call is named by its token, which is its {@code amz-sdk-invocation-id} and, if it is a
 * message, stands in the message's text. Times are nanoseconds of one clock for all clients.
 */
sealed interface JournalEntry {

    UUID token();

    /** The client is about to send an attempt of a call. */
    record Intent(UUID token, long at, int attempt, int node, Kind kind, String chat) implements JournalEntry {}

    /**
     * The attempt got a response.
     *
     * @param contactId null if the response names no contact
     * @param requestId the {@code x-amzn-RequestId} of this attempt, or "-"
     */
    record Response(
            UUID token,
            long at,
            int attempt,
            int status,
            @Nullable UUID contactId,
            boolean newChatCreated,
            String requestId)
            implements JournalEntry {}

    /** The outcome of the attempt is unknown: a time-out, a broken connection. */
    record Unknown(UUID token, long at, int attempt, String why) implements JournalEntry {}

    /** After the call was acknowledged, the client asked a node for what it had written. */
    record ReadBack(UUID token, long at, int node, String what, boolean found) implements JournalEntry {}

    default String line() {
        return switch (this) {
            case Intent(UUID token, long at, int attempt, int node, Kind kind, String chat) ->
                tabs("intent", token, at, attempt, node, kind, chat);
            case Response a ->
                tabs(
                        "response",
                        a.token,
                        a.at,
                        a.attempt,
                        a.status,
                        a.contactId == null ? "-" : a.contactId,
                        a.newChatCreated,
                        a.requestId);
            case Unknown(UUID token, long at, int attempt, String why) -> tabs("unknown", token, at, attempt, why);
            case ReadBack(UUID token, long at, int node, String what, boolean found) ->
                tabs("read", token, at, node, what, found);
        };
    }

    private static String tabs(Object... fields) {
        StringBuilder line = new StringBuilder();
        for (Object field : fields) line.append(line.isEmpty() ? "" : "\t").append(field);
        return line.append('\n').toString();
    }

    static JournalEntry parse(String line) {
        String[] f = line.split("\t", -1);
        UUID token = UUID.fromString(f[1]);
        long at = Long.parseLong(f[2]);
        int number = Integer.parseInt(f[3]);
        return switch (f[0]) {
            case "intent" -> new Intent(token, at, number, Integer.parseInt(f[4]), Kind.valueOf(f[5]), f[6]);
            case "response" ->
                new Response(
                        token,
                        at,
                        number,
                        Integer.parseInt(f[4]),
                        f[5].equals("-") ? null : UUID.fromString(f[5]),
                        Boolean.parseBoolean(f[6]),
                        f[7]);
            case "unknown" -> new Unknown(token, at, number, f[4]);
            case "read" -> new ReadBack(token, at, number, f[4], Boolean.parseBoolean(f[5]));
            default -> throw new IllegalArgumentException(line);
        };
    }
}
