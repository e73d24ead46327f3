package dev.contactsimulator.engine;

import dev.contactsimulator.chat.ChatContacts;
import dev.contactsimulator.contact.ChatContact;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactCommand.ChatIntegrationCommand;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.Outcome.Ended;
import dev.contactsimulator.contact.Outcome.Handled;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.eventlog.EventLogUnavailable;
import dev.contactsimulator.eventlog.Timeline;
import dev.contactsimulator.eventlog.TimelineEnded;
import dev.contactsimulator.retry.CallId;
import dev.contactsimulator.retry.CallMemory;
import dev.contactsimulator.retry.RepeatedCalls;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Carries commands to the {@link ChatContact} they are for, in the caller's thread, with Axon's parts put together by
 * hand: no transaction (the append is the commit), no annotation scanning for the target, no handler time-outs.
 *
 * <p>Another node may have appended to a contact that this node has in memory. Then the append is refused, or the rules
 * were applied to an old state; the contact is brought up to date and the command handled again.
 */
public final class AxonContacts implements Contacts, ChatContacts, CallMemory {

    /** The maximum number of consecutive lost races; more indicate an error. */
    private static final int MAX_ATTEMPTS = 50;

    private final CommandBus bus = SimpleCommandBus.builder().build();
    private final ContactLocks locks = new ContactLocks();
    private final EventStore events;
    private final ContactRepository contacts;
    private final Timelines timelines;

    /**
     * @param timelines of the same log
     * @param memory for the contacts that are kept in memory
     */
    public AxonContacts(ContactStorageEngine log, Timelines timelines, DataSize memory) {
        this.timelines = timelines;
        StoredStates states = new StoredStates();
        events = LogEventStore.of(log, states);
        contacts = new ContactRepository(log, events, states, memory);
        AggregateAnnotationCommandHandler.<ChatContact>builder()
                .aggregateType(ChatContact.class)
                .repository(contacts)
                .commandTargetResolver(AxonContacts::target)
                .build()
                .subscribe(bus);
        // The command's metadata, its RequestContext, goes with its events.
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(Message::getMetaData));
    }

    private static VersionedAggregateIdentifier target(CommandMessage<?> message) {
        return new VersionedAggregateIdentifier(((ContactCommand) message.getPayload()).contactId(), null);
    }

    /**
     * @throws EventLogUnavailable if the log cannot say whether the events are recorded, or other commands of the contact
     *     take too long
     */
    @Override
    public Optional<Outcome> send(ContactCommand command, RequestContext context) {
        try (ContactLocks.Held held = locks.acquire(command.contactId())) {
            return TimelineEnded.decidedAgain(() -> once(command, context, timelines.present()));
        }
    }

    @Override
    public Optional<Outcome> send(ChatIntegrationCommand command, RequestContext context, Timeline foundOn) {
        try (ContactLocks.Held held = locks.acquire(command.contactId())) {
            return once(command, context, foundOn);
        }
    }

    @Override
    public void confirm(Timeline timeline) {
        timelines.confirm(timeline);
    }

    /** Handles the command unless its call was handled before: then its outcome is derived from the call's event. */
    private Optional<Outcome> once(ContactCommand command, RequestContext context, Timeline timeline) {
        ContactId id = command.contactId();
        CallId call = CallId.of(context);
        LoadedContact contact = contacts.inMemory(id, timeline);
        boolean upToDate = contact == null;
        if (contact == null) contact = contacts.read(id, timeline);
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            if (contact == null && !command.createsContact()) return Optional.empty();
            OptionalInt handled = contact == null || call == null
                    ? OptionalInt.empty()
                    : contact.calls().eventOf(call, command.at());
            if (handled.isPresent()) {
                timelines.confirm(timeline);
                RepeatedCalls.log(context, id, handled.getAsInt());
                return Optional.of(new Handled(event(id, handled.getAsInt())));
            }
            try {
                ContactCommandMessage message = new ContactCommandMessage(command, context, contact, timeline);
                Outcome outcome = dispatch(message);
                if (upToDate || isFinal(outcome, message) || !catchUp(id, contact, timeline)) {
                    if (isWithoutChange(outcome)) timelines.confirm(timeline);
                    return Optional.of(outcome);
                }
            } catch (ContactRejection rejection) {
                if (upToDate || !catchUp(id, contact, timeline)) throw rejection;
            } catch (ConcurrencyException lostRace) {
                if (attempt > 2) backOff(attempt);
                if (contact == null) contact = contacts.read(id, timeline);
                else contacts.catchUp(id, contact, timeline);
            }
            upToDate = true;
        }
        throw new EventLogUnavailable("other nodes keep changing the contact", null);
    }

    /** A command with events was handled on the state in the log, and an end is final. Any other outcome may be due to an old state. */
    private static boolean isFinal(Outcome outcome, ContactCommandMessage message) {
        return !message.events().isEmpty() || outcome instanceof Ended;
    }

    /** The client is told of what earlier calls have changed, as with a retry. */
    private static boolean isWithoutChange(Outcome outcome) {
        return outcome instanceof Handled(var event) && event == null;
    }

    private boolean catchUp(ContactId id, @Nullable LoadedContact contact, Timeline timeline) {
        return contact != null && contacts.catchUp(id, contact, timeline);
    }

    private ContactEvent event(ContactId id, int sequence) {
        return (ContactEvent) events.readEvents(id.toString(), sequence).next().getPayload();
    }

    @Override
    public Optional<ContactCalls> handledBy(ContactId id) {
        try (ContactLocks.Held held = locks.acquire(id)) {
            Timeline timeline = timelines.present();
            LoadedContact contact = contacts.inMemory(id, timeline);
            if (contact == null) contact = contacts.read(id, timeline);
            else contacts.catchUp(id, contact, timeline);
            return Optional.ofNullable(contact).map(LoadedContact::copyOfCalls);
        }
    }

    /** Drops the contacts in memory, as at the end of a timeline. */
    public void forget() {
        contacts.forget();
    }

    private Outcome dispatch(ContactCommandMessage message) {
        Result result = new Result();
        bus.dispatch(message, result);
        Outcome outcome = result.outcome();
        contacts.keep(message.getPayload().contactId(), message);
        return outcome;
    }

    private static void backOff(int attempt) {
        long maxNanos = TimeUnit.MICROSECONDS.toNanos(200) << Math.min(attempt, 8);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(maxNanos));
    }

    /** The result that the bus reports, in the caller's thread. */
    private static final class Result implements CommandCallback<ContactCommand, Outcome> {

        private @Nullable CommandResultMessage<? extends Outcome> message;

        @Override
        public void onResult(
                CommandMessage<? extends ContactCommand> command, CommandResultMessage<? extends Outcome> result) {
            this.message = result;
        }

        Outcome outcome() {
            CommandResultMessage<? extends Outcome> result = Objects.requireNonNull(message);
            if (!result.isExceptional()) return result.getPayload();
            switch (result.exceptionResult()) {
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                case Throwable checked -> throw new IllegalStateException(checked);
            }
        }
    }
}
