package dev.contactsimulator.contact;

import dev.contactsimulator.contact.ContactCommand.ChatIntegrationCommand;
import dev.contactsimulator.contact.ContactCommand.RecallAnswer;
import dev.contactsimulator.contact.CurrentContacts.Current;
import dev.contactsimulator.contact.Outcome.Ended;
import dev.contactsimulator.contact.Outcome.Handled;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the contact of a chat that a chat event belongs to (SendChatIntegrationEvent).
 *
 * <p>A chat's contacts are numbered 1, 2, 3 …; number <i>n + 1</i> is asked only once number <i>n</i> has said that it is
 * over, which is final. So two active contacts for one chat cannot come to be, and a stale idea of which number is
 * current costs no more than a step forward.
 */
public final class ChatRouter {

    /** Makes the command for the contact that turns out to be the right one. */
    @FunctionalInterface
    public interface CommandFor {
        ChatIntegrationCommand contact(ContactId contactId, int number);
    }

    /**
     * What SendChatIntegrationEvent answers.
     *
     * @param contactId "InitialContactId", or null if there is no active chat for an event that opens none
     */
    public record Answer(@Nullable ContactId contactId, boolean newChatCreated) {

        static final Answer NO_ACTIVE_CHAT = new Answer(null, false);
    }

    private final Contacts contacts;
    private final ContactNumbering numbering;
    private final CurrentContacts currents;
    private final EmptyAnswers emptyAnswers = new EmptyAnswers();

    public ChatRouter(Contacts contacts, ContactNumbering numbering, CurrentContacts currents) {
        this.contacts = contacts;
        this.numbering = numbering;
        this.currents = currents;
    }

    /** @throws ContactRejection if the contact refuses; nothing has changed then */
    public Answer handle(ChatName chat, Instant at, Cause cause, CommandFor command) {
        if (emptyAnswers.contains(chat, cause.invocationId(), at)) return Answer.NO_ACTIVE_CHAT;
        Current current = currents.of(chat);
        Optional<Answer> earlier = recallFromEnded(chat, current, at, cause);
        if (earlier.isPresent()) return earlier.get();
        for (int n = current.number(); ; n++) {
            ContactId id = n == current.number() ? current.contactId() : numbering.contact(chat, n);
            Optional<Outcome> outcome = contacts.send(command.contact(id, n), cause);
            if (outcome.isEmpty()) {
                emptyAnswers.add(chat, cause.invocationId(), at);
                return Answer.NO_ACTIVE_CHAT;
            }
            switch (outcome.get()) {
                case Handled(boolean newChatCreated) -> {
                    return new Answer(id, newChatCreated);
                }
                case Ended(Instant endedAt) ->
                    currents.advance(chat, new Current(n + 1, numbering.contact(chat, n + 1), endedAt));
            }
        }
    }

    /** A retry may come when the contact that handled the call is over already: it gets the first answer all the same. */
    private Optional<Answer> recallFromEnded(ChatName chat, Current current, Instant at, Cause cause) {
        if (cause.invocationId() == null) return Optional.empty();
        Instant endedAt = current.previousEndedAt();
        for (int n = current.number() - 1; n >= 1; n--) {
            if (endedAt != null && endedAt.plus(Invocations.REMEMBERED).isBefore(at)) break;
            ContactId id = numbering.contact(chat, n);
            switch (contacts.send(new RecallAnswer(id, at), cause).orElse(null)) {
                case Handled(boolean newChatCreated) -> {
                    return Optional.of(new Answer(id, newChatCreated));
                }
                case Ended(Instant ended) -> {
                    endedAt = ended;
                    if (n == current.number() - 1) currents.advance(chat, current.previousEnded(ended));
                    if (ended.plus(Invocations.REMEMBERED).isBefore(at)) return Optional.empty();
                }
                case null -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
