package dev.contactsimulator.chat;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.retry.CallId;
import dev.contactsimulator.retry.HandledCalls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The calls that the ended contacts of a chat have handled within the last hour: a retry may come when the contact that
 * handled the call has ended, and must still get the first response. About the newest
 * {@value HandledCalls#MAX_CALLS} calls are kept, so that the memory of a chat does not grow with the number of its contacts.
 *
 * @param contacts those that have handled calls, newest first
 * @param isKnown whether the contacts before the current one have been read
 */
record PastCalls(List<EndedContact> contacts, boolean isKnown) {

    /** A contact that has ended, and the calls that it has handled. */
    record EndedContact(ContactId contactId, Instant endedAt, HandledCalls calls) {

        /** What an ended contact takes in memory besides its calls, in bytes. */
        private static final int OBJECTS_BYTES = 150;

        boolean isForgotten(Instant now) {
            return endedAt.plus(HandledCalls.REMEMBERED).isBefore(now);
        }
    }

    /** An event that a call caused in an ended contact. */
    record HandledCall(ContactId contactId, int sequence) {}

    static final PastCalls UNKNOWN = new PastCalls(List.of(), false);

    /** The past of a chat's first contact. */
    static final PastCalls NONE = new PastCalls(List.of(), true);

    /** One more contact has ended. */
    PastCalls followedBy(EndedContact ended) {
        List<EndedContact> kept = new ArrayList<>();
        int calls = ended.calls().size();
        if (calls > 0) kept.add(ended);
        for (EndedContact earlier : contacts) {
            if (calls >= HandledCalls.MAX_CALLS || earlier.isForgotten(ended.endedAt())) break;
            kept.add(earlier);
            calls += earlier.calls().size();
        }
        return new PastCalls(List.copyOf(kept), isKnown);
    }

    Optional<HandledCall> find(CallId call, Instant now) {
        for (EndedContact contact : contacts) {
            OptionalInt event = contact.calls().eventOf(call, now);
            if (event.isPresent()) return Optional.of(new HandledCall(contact.contactId(), event.getAsInt()));
        }
        return Optional.empty();
    }

    int bytes() {
        int bytes = 0;
        for (EndedContact contact : contacts) {
            bytes += EndedContact.OBJECTS_BYTES + contact.calls().bytes();
        }
        return bytes;
    }
}
