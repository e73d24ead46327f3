package dev.contactsimulator.engine;

import dev.contactsimulator.contact.ChatContact;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.RequestContext;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Carries commands to the {@link ChatContact} they are for, in the caller's thread, with Axon's parts put together by
 * hand: no transaction (the append is the commit), no annotation scanning for the target, no handler time-outs.
 *
 * <p>Another node may have written to a contact that this node has in its cache. Then the append is refused, or the rules
 * were applied to an old state; both are done again on the state in the log.
 */
final class AxonContacts implements Contacts {

    /** Nobody loses this many races in a row to other nodes unless something is wrong. */
    private static final int MOST_ATTEMPTS = 50;

    private final CommandBus bus = SimpleCommandBus.builder().build();
    private final ContactCache cache;

    AxonContacts(EventStore eventStore, ContactCache cache) {
        this.cache = cache;
        EventSourcingRepository.Builder<ChatContact> builder = CachingEventSourcingRepository.builder(ChatContact.class)
                .eventStore(eventStore)
                .cache(cache);
        EventSourcingRepository<ChatContact> repository = builder.build();
        AggregateAnnotationCommandHandler.<ChatContact>builder()
                .aggregateType(ChatContact.class)
                .repository(repository)
                .commandTargetResolver(AxonContacts::target)
                .build()
                .subscribe(bus);
        // What a command has come with, its RequestContext, goes with its events.
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(Message::getMetaData));
    }

    private static VersionedAggregateIdentifier target(CommandMessage<?> message) {
        return new VersionedAggregateIdentifier(((ContactCommand) message.getPayload()).contactId(), null);
    }

    @Override
    public Optional<Outcome> send(ContactCommand command, RequestContext cause) {
        for (int attempt = 1; ; attempt++) {
            boolean cached = cache.containsKey(command.contactId().toString());
            try {
                return Optional.of(dispatch(command, cause));
            } catch (AggregateNotFoundException unknown) {
                return Optional.empty();
            } catch (ContactRejection rejection) {
                // The failed command has dropped the contact from the cache: what is asked again is the log.
                if (!cached || attempt == MOST_ATTEMPTS) throw rejection;
            } catch (ConcurrencyException lostRace) {
                if (attempt == MOST_ATTEMPTS) throw lostRace;
                if (attempt > 2) giveWay(attempt);
            }
        }
    }

    private Outcome dispatch(ContactCommand command, RequestContext cause) {
        CommandMessage<ContactCommand> message = new GenericCommandMessage<>(command, MetaData.from(cause.metadata()));
        Answer answer = new Answer();
        bus.dispatch(message, answer);
        return answer.outcome();
    }

    private static void giveWay(int attempt) {
        long most = TimeUnit.MICROSECONDS.toNanos(200) << Math.min(attempt, 8);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
    }

    /** What the bus, which works in the caller's thread, has called back with. */
    private static final class Answer implements CommandCallback<ContactCommand, Outcome> {

        private @Nullable CommandResultMessage<? extends Outcome> result;

        @Override
        public void onResult(
                CommandMessage<? extends ContactCommand> command, CommandResultMessage<? extends Outcome> result) {
            this.result = result;
        }

        Outcome outcome() {
            CommandResultMessage<? extends Outcome> result = Objects.requireNonNull(this.result);
            if (!result.isExceptional()) return result.getPayload();
            switch (result.exceptionResult()) {
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                case Throwable checked -> throw new IllegalStateException(checked);
            }
        }
    }
}
