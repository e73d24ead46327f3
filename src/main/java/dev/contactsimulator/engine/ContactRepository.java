package dev.contactsimulator.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.contactsimulator.contact.ChatContact;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.Timeline;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTrigger;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AbstractRepository;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * The contacts as Axon's repository. It keeps those in use in memory, bounded by what they take there, and brings one that
 * is behind the log up to date by the events that it lacks. A command works on a copy, which is kept when the events are
 * recorded. Callers hold the contact's lock ({@link ContactLocks}).
 */
final class ContactRepository extends AbstractRepository<ChatContact, EventSourcedAggregate<ChatContact>> {

    private static final Duration UNUSED = Duration.ofHours(1);

    private final ContactStorageEngine log;
    private final EventStore events;
    private final StoredStates states;
    private final Cache<ContactId, InMemory> loaded;

    /** @param timeline of the log, on which the contact was read or created */
    private record InMemory(Timeline timeline, LoadedContact contact) {}

    private static final class Builder extends AbstractRepository.Builder<ChatContact> {
        Builder() {
            super(ChatContact.class);
        }
    }

    ContactRepository(ContactStorageEngine log, EventStore events, StoredStates states, DataSize memory) {
        super(new Builder());
        this.log = log;
        this.states = states;
        this.events = events;
        this.loaded = Caffeine.newBuilder()
                .maximumWeight(memory.toBytes())
                .weigher((ContactId id, InMemory kept) -> kept.contact().bytes())
                .expireAfterAccess(UNUSED)
                .executor(Runnable::run)
                .build();
    }

    /** The contact if it is in memory, of the given timeline of the log; it may be behind the log. */
    @Nullable
    LoadedContact inMemory(ContactId id, Timeline timeline) {
        InMemory memory = loaded.getIfPresent(id);
        return memory != null && memory.timeline().equals(timeline) ? memory.contact() : null;
    }

    /**
     * The contact as the log has it, or null if it has no event.
     *
     * @param timeline the present one, or one that has ended
     */
    @Nullable
    LoadedContact read(ContactId id, Timeline timeline) {
        DomainEventStream newest = log.readNewestEvents(id.toString(), StoredStates.INTERVAL);
        if (!newest.hasNext()) return null;
        LoadedContact contact = states.before(newest.peek());
        if (contact == null) {
            contact = LoadedContact.empty();
            if (newest.peek().getSequenceNumber() > 0) newest = log.readEvents(id.toString(), 0);
        }
        newest.forEachRemaining(contact::add);
        loaded.put(id, new InMemory(timeline, contact));
        return contact;
    }

    /** Adds the events that the contact lacks; false if it lacked none. */
    boolean catchUp(ContactId id, LoadedContact contact, Timeline timeline) {
        DomainEventStream newer = log.readEvents(id.toString(), contact.lastSequence() + 1);
        if (!newer.hasNext()) return false;
        newer.forEachRemaining(contact::add);
        loaded.put(id, new InMemory(timeline, contact));
        return true;
    }

    /** Keeps what a command has led to; its events are in the log. */
    void keep(ContactId id, ContactCommandMessage command) {
        if (command.events().isEmpty()) return;
        LoadedContact contact = command.contact();
        if (contact == null) contact = LoadedContact.empty();
        contact.advance(command.aggregate(), command.events());
        loaded.put(id, new InMemory(command.timeline(), contact));
    }

    void forget() {
        loaded.invalidateAll();
    }

    private EventSourcedAggregate<ChatContact> reconstruct(LoadedContact contact, ChatContact root) {
        return EventSourcedAggregate.reconstruct(
                root, aggregateModel(), contact.lastSequence(), false, events, trigger());
    }

    private SnapshotTrigger trigger() {
        return NoSnapshotTriggerDefinition.INSTANCE.prepareTrigger(ChatContact.class);
    }

    @Override
    protected EventSourcedAggregate<ChatContact> doLoad(String id, @Nullable Long expectedVersion) {
        ContactCommandMessage command = command();
        LoadedContact contact = command.contact();
        if (contact == null) throw new AggregateNotFoundException(id, "the log has no event of the contact");
        return handledBy(reconstruct(contact, contact.root().copy()), command);
    }

    @Override
    protected EventSourcedAggregate<ChatContact> doLoadOrCreate(String id, Callable<ChatContact> root)
            throws Exception {
        return command().contact() == null ? doCreateNew(root) : doLoad(id, null);
    }

    @Override
    protected EventSourcedAggregate<ChatContact> doCreateNew(Callable<ChatContact> root) throws Exception {
        return handledBy(EventSourcedAggregate.initialize(root, aggregateModel(), events, trigger()), command());
    }

    private static EventSourcedAggregate<ChatContact> handledBy(
            EventSourcedAggregate<ChatContact> aggregate, ContactCommandMessage command) {
        command.handledBy(aggregate);
        return aggregate;
    }

    private static ContactCommandMessage command() {
        return (ContactCommandMessage) CurrentUnitOfWork.get().getMessage();
    }

    @Override
    protected void doSave(EventSourcedAggregate<ChatContact> contact) {
        // its events are published by the unit of work
    }

    @Override
    protected void doDelete(EventSourcedAggregate<ChatContact> contact) {
        throw new UnsupportedOperationException("contacts are never deleted");
    }
}
