package dev.contactsimulator.crash;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the checker needs to know of an event in the log.
 *
 * @param invocation the {@code amz-sdk-invocation-id} in its metadata
 * @param request the request id in its metadata
 * @param token the token in the text of a message
 * @param chat the SourceId of the chat that a ContactCreated opens a contact of, and {@code number} which one
 */
record LoggedEvent(
        long position,
        UUID contactId,
        int sequence,
        UUID eventId,
        String type,
        @Nullable UUID invocation,
        @Nullable String request,
        @Nullable UUID token,
        @Nullable String chat,
        int number) {

    boolean is(String name) {
        return type.equals(name);
    }
}
