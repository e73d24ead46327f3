package dev.contactsimulator.chat;

import dev.contactsimulator.contact.ChatContact;
import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.ExampleChat;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.RequestContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** One of the nodes on a log: real contacts behind Axon's bus and caching repository, and a memory of which are current. */
final class Node implements Contacts, CurrentContacts {

    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final Map<ChatName, CurrentContact> currents = new ConcurrentHashMap<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final ChatRouter router = new ChatRouter(this, ExampleChat.NUMBERING, this);

    Node(SharedLog log) {
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(new SimpleCorrelationDataProvider(RequestContext.INVOCATION_ID)));
        EventSourcingRepository<ChatContact> repository = EventSourcingRepository.builder(ChatContact.class)
                .eventStore(EmbeddedEventStore.builder().storageEngine(log).build())
                .cache(new WeakReferenceCache())
                .build();
        AggregateAnnotationCommandHandler.<ChatContact>builder()
                .aggregateType(ChatContact.class)
                .repository(repository)
                .commandTargetResolver(command ->
                        new VersionedAggregateIdentifier(((ContactCommand) command.getPayload()).contactId(), null))
                .build()
                .subscribe(bus);
    }

    ChatRouter router() {
        return router;
    }

    @Override
    public Optional<Outcome> send(ContactCommand command, RequestContext cause) {
        sent.incrementAndGet();
        boolean refused = false;
        while (true) {
            CommandResultMessage<?> result = dispatch(command, cause);
            if (!result.isExceptional()) return Optional.of((Outcome) result.getPayload());
            switch (result.exceptionResult()) {
                case AggregateNotFoundException missing -> {
                    return Optional.empty();
                }
                case ContactRejection rejection -> {
                    if (refused) throw rejection;
                    refused = true; // by a copy that is perhaps out of date, and is dropped now
                }
                case ConcurrencyException lostRace -> {}
                case RuntimeException bug -> throw bug;
                case Throwable bug -> throw new AssertionError(bug);
            }
        }
    }

    private CommandResultMessage<?> dispatch(ContactCommand command, RequestContext cause) {
        CommandResultMessage<?>[] answer = new CommandResultMessage<?>[1];
        CommandCallback<ContactCommand, Object> callback = (message, result) -> answer[0] = result;
        bus.dispatch(new GenericCommandMessage<>(command, cause.metadata()), callback);
        return answer[0];
    }

    /** How many commands the node has sent to contacts so far. */
    int sent() {
        return sent.get();
    }

    @Override
    public CurrentContact of(ChatName chat) {
        return currents.computeIfAbsent(chat, name -> new CurrentContact(1, ExampleChat.NUMBERING.contact(name, 1)));
    }

    @Override
    public void advance(ChatName chat, CurrentContact current) {
        currents.merge(chat, current, (old, next) -> next.number() < old.number() ? old : next);
    }

    /** As when the memory of a chat was evicted, and only the number of its current contact was looked up. */
    void forgetThePast() {
        currents.replaceAll((chat, current) -> new CurrentContact(current.number(), current.contactId()));
    }

    /** As after a restart, when nothing was looked up yet. */
    void forgetAll() {
        currents.clear();
        router.forget();
    }
}
