package dev.contactsimulator.chat;

import dev.contactsimulator.chat.PastCalls.EndedContact;
import dev.contactsimulator.chat.PastCalls.HandledCall;
import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactCommand.ChatIntegrationCommand;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.Outcome.Ended;
import dev.contactsimulator.contact.Outcome.Handled;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.eventlog.TimelineEnded;
import dev.contactsimulator.retry.CallId;
import dev.contactsimulator.retry.CallMemory;
import dev.contactsimulator.retry.CallMemory.ContactCalls;
import dev.contactsimulator.retry.CallsWithoutEvent;
import dev.contactsimulator.retry.HandledCalls;
import dev.contactsimulator.retry.RepeatedCalls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the contact of a chat that a chat integration event belongs to (SendChatIntegrationEvent).
 *
 * <p>A chat's contacts are numbered 1, 2, 3 …; number <i>n + 1</i> is tried only once number <i>n</i> has ended, which is
 * final. So a chat cannot have two active contacts, and an outdated current number costs only one extra
 * step for each contact that has ended since.
 */
public final class ChatRouter {

    /** Makes the command for the contact that the event belongs to. */
    @FunctionalInterface
    public interface CommandFor {
        /** @param exists whether the contact is known to exist; if not, the command may create it */
        ChatIntegrationCommand contact(ContactId contactId, int number, boolean exists);
    }

    /**
     * What SendChatIntegrationEvent responds with.
     *
     * @param contactId "InitialContactId", or null if there is no active chat for an event that opens none
     */
    public record Routed(@Nullable ContactId contactId, boolean newChatCreated) {

        static final Routed NO_ACTIVE_CHAT = new Routed(null, false);
    }

    private final ChatContacts contacts;
    private final CallMemory calls;
    private final ContactNumbering numbering;
    private final CurrentContacts currents;
    private final CallsWithoutEvent<ChatName> unmatched = new CallsWithoutEvent<>();

    public ChatRouter(ChatContacts contacts, CallMemory calls, ContactNumbering numbering, CurrentContacts currents) {
        this.contacts = contacts;
        this.calls = calls;
        this.numbering = numbering;
        this.currents = currents;
    }

    /** Drops what is kept in memory only, as after a reset of the log. */
    public void forget() {
        unmatched.clear();
    }

    /** @throws ContactRejection if the contact refuses; nothing has changed then */
    public Routed handle(ChatName chat, Instant at, RequestContext context, CommandFor command) {
        return TimelineEnded.decidedAgain(() -> handleOnPresent(chat, at, context, command));
    }

    private Routed handleOnPresent(ChatName chat, Instant at, RequestContext context, CommandFor command) {
        CallId call = CallId.of(context);
        CurrentContact current = currents.of(chat);
        if (call != null) {
            if (unmatched.contains(chat, call, at)) {
                RepeatedCalls.logWithoutEvent(context);
                return Routed.NO_ACTIVE_CHAT;
            }
            current = withPast(chat, current, at);
            Optional<HandledCall> handled = current.past().find(call, at);
            if (handled.isPresent()) {
                contacts.confirm(current.foundOn());
                RepeatedCalls.log(
                        context, handled.get().contactId(), handled.get().sequence());
                // a chat integration event caused the first event of its contact only if it opened the chat
                return new Routed(handled.get().contactId(), handled.get().sequence() == 0);
            }
        }
        while (true) {
            Optional<Outcome> outcome = contacts.send(
                    command.contact(current.contactId(), current.number(), current.exists()),
                    context,
                    current.foundOn());
            if (outcome.isEmpty()) {
                if (call != null) unmatched.add(chat, call, at);
                return Routed.NO_ACTIVE_CHAT;
            }
            switch (outcome.get()) {
                case Handled(var event) -> {
                    if (!current.exists()) currents.advance(chat, current.existing());
                    return new Routed(current.contactId(), event instanceof ContactCreated);
                }
                case Ended(Instant endedAt) -> {
                    HandledCalls handled = calls.handledBy(current.contactId())
                            .map(ContactCalls::calls)
                            .orElseGet(HandledCalls::new);
                    current = current.followedBy(
                            numbering.contact(current.foundOn().epoch(), chat, current.number() + 1),
                            new EndedContact(current.contactId(), endedAt, handled));
                    currents.advance(chat, current);
                }
            }
        }
    }

    /**
     * Reads which calls the contacts that ended within the last hour have handled, unless that is known: newest contact
     * first, up to the number of calls that is kept, and at most as many contacts.
     */
    private CurrentContact withPast(ChatName chat, CurrentContact current, Instant at) {
        if (current.past().isKnown()) return current;
        List<EndedContact> ended = new ArrayList<>();
        int handled = 0;
        int oldest = Math.max(1, current.number() - HandledCalls.MAX_CALLS);
        for (int number = current.number() - 1; number >= oldest && handled < HandledCalls.MAX_CALLS; number--) {
            ContactId id = numbering.contact(current.foundOn().epoch(), chat, number);
            Optional<ContactCalls> contact = calls.handledBy(id);
            if (contact.isEmpty()) break;
            EndedContact past = new EndedContact(
                    id, contact.get().lastEventAt(), contact.get().calls());
            if (past.isForgotten(at)) break;
            if (past.calls().size() > 0) ended.add(past);
            handled += past.calls().size();
        }
        CurrentContact known = current.with(new PastCalls(List.copyOf(ended), true));
        currents.advance(chat, known);
        return known;
    }
}
