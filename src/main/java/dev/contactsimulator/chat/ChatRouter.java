package dev.contactsimulator.chat;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactCommand.ChatIntegrationCommand;
import dev.contactsimulator.contact.ContactCommand.RecallCalls;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.Outcome.Ended;
import dev.contactsimulator.contact.Outcome.Handled;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.retry.UnmatchedCalls;
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
    private final UnmatchedCalls emptyAnswers = new UnmatchedCalls();

    public ChatRouter(Contacts contacts, ContactNumbering numbering, CurrentContacts currents) {
        this.contacts = contacts;
        this.numbering = numbering;
        this.currents = currents;
    }

    /** Forgets what it knows that the log does not, as when the log was emptied. */
    public void forget() {
        emptyAnswers.clear();
    }

    /** @throws ContactRejection if the contact refuses; nothing has changed then */
    public Answer handle(ChatName chat, Instant at, RequestContext cause, CommandFor command) {
        if (emptyAnswers.contains(chat, cause.invocationId(), at)) return Answer.NO_ACTIVE_CHAT;
        CurrentContact current = currents.of(chat);
        if (cause.invocationId() != null) {
            current = recallPast(chat, current, at, cause);
            Optional<Answer> firstAnswer = current.firstAnswer(cause.invocationId(), at);
            if (firstAnswer.isPresent()) return firstAnswer.get();
        }
        while (true) {
            Optional<Outcome> outcome = contacts.send(command.contact(current.contactId(), current.number()), cause);
            if (outcome.isEmpty()) {
                emptyAnswers.add(chat, cause.invocationId(), at);
                return Answer.NO_ACTIVE_CHAT;
            }
            switch (outcome.get()) {
                case Handled(boolean newChatCreated) -> {
                    return new Answer(current.contactId(), newChatCreated);
                }
                case Ended end -> {
                    current = current.followedBy(numbering.contact(chat, current.number() + 1), end);
                    currents.advance(chat, current);
                }
            }
        }
    }

    /** Asks the contacts that ended within the last hour which calls they have handled, unless that is known. */
    private CurrentContact recallPast(ChatName chat, CurrentContact current, Instant at, RequestContext cause) {
        CurrentContact known = current;
        while (known.hasUnknownPast(at)) {
            ContactId id = numbering.contact(chat, known.unknown());
            if (!(contacts.send(new RecallCalls(id, at), cause).orElse(null) instanceof Ended end)) break;
            known = known.preceded(id, end);
        }
        if (known != current) currents.advance(chat, known);
        return known;
    }
}
