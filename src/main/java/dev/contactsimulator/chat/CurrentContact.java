package dev.contactsimulator.chat;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Outcome.Ended;
import dev.contactsimulator.contact.Outcome.Handled;
import dev.contactsimulator.retry.HandledCalls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The contact of a chat that is active or will be next, and what is known of those before it.
 *
 * <p>A retry may come when the contact that handled the call is over already, and must get the first answer all the same.
 * What an ended contact has answered is final, so each is asked once and then remembered here for as long as it matters.
 *
 * @param number of the contact, from 1; the contact need not exist yet
 * @param past the contacts before it without a gap, newest first, as far back as anybody has asked
 */
public record CurrentContact(int number, ContactId contactId, List<Past> past) {

    /** A contact of the chat that is over. */
    record Past(int number, ContactId contactId, Ended end) {

        boolean isForgotten(Instant now) {
            return end.endedAt().plus(HandledCalls.REMEMBERED).isBefore(now);
        }
    }

    /** A contact of whose predecessors nothing is known yet. */
    public CurrentContact(int number, ContactId contactId) {
        this(number, contactId, List.of());
    }

    /** This contact is over, the next one is current. What is too old for any retry is let go, but for the newest such. */
    CurrentContact followedBy(ContactId next, Ended end) {
        List<Past> recent = new ArrayList<>(List.of(new Past(number, contactId, end)));
        for (Past earlier : past) {
            recent.add(earlier);
            if (earlier.isForgotten(end.endedAt())) break;
        }
        return new CurrentContact(number + 1, next, List.copyOf(recent));
    }

    /** The same contact with one more of its past: number {@link #unknown}. */
    CurrentContact preceded(ContactId contactId, Ended end) {
        Past earlier = new Past(unknown(), contactId, end);
        return new CurrentContact(
                number,
                this.contactId,
                Stream.concat(past.stream(), Stream.of(earlier)).toList());
    }

    /** Whether a retry that comes now could be of a call that a contact has handled of which nothing is known here. */
    boolean hasUnknownPast(Instant now) {
        return unknown() >= 1 && (past.isEmpty() || !past.getLast().isForgotten(now));
    }

    /** The number of the newest contact of which nothing is known here, or 0. */
    int unknown() {
        return number - 1 - past.size();
    }

    /** What the calls of its past take in memory: what its size depends on. */
    public int bytesOfCalls() {
        return past.stream().mapToInt(contact -> contact.end().calls().bytes()).sum();
    }

    /** What a contact before this one has answered to the call, if it did so within the last hour. */
    Optional<ChatRouter.Answer> firstAnswer(String invocationId, Instant now) {
        for (Past contact : past) {
            Optional<Handled> answer = contact.end().calls().firstAnswer(invocationId, now);
            if (answer.isPresent()) {
                return Optional.of(
                        new ChatRouter.Answer(contact.contactId(), answer.get().newChatCreated()));
            }
        }
        return Optional.empty();
    }
}
