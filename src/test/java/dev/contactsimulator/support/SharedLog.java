package dev.contactsimulator.support;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.engine.ContactStorageEngine;
import dev.contactsimulator.engine.Timelines;
import dev.contactsimulator.eventlog.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.modelling.command.ConcurrencyException;

/** What the domain expects of a log, and no more: a contact's events in sequence, each sequence taken once. In memory. */
public final class SharedLog implements ContactStorageEngine {

    private final Map<String, List<DomainEventMessage<?>>> contacts = new HashMap<>();
    private int eventsRead;

    @Override
    public synchronized void appendEvents(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> message : events) {
            DomainEventMessage<?> event = (DomainEventMessage<?>) message;
            List<DomainEventMessage<?>> contact =
                    contacts.computeIfAbsent(event.getAggregateIdentifier(), id -> new ArrayList<>());
            if (event.getSequenceNumber() != contact.size()) {
                throw new ConcurrencyException("sequence " + event.getSequenceNumber() + " is taken");
            }
            contact.add(event);
        }
    }

    @Override
    public synchronized DomainEventStream readEvents(String contact, long firstSequence) {
        List<DomainEventMessage<?>> events = contacts.getOrDefault(contact, List.of());
        List<DomainEventMessage<?>> read =
                List.copyOf(events.subList((int) Math.min(firstSequence, events.size()), events.size()));
        eventsRead += read.size();
        return DomainEventStream.of(read);
    }

    /** It has one timeline, on which all is confirmed. */
    public Timelines timelines() {
        return new Timelines() {
            @Override
            public Timeline present() {
                return new Timeline(0, 0);
            }

            @Override
            public void confirm(Timeline timeline) {}
        };
    }

    @Override
    public synchronized DomainEventStream readNewestEvents(String contact, int interval) {
        int last = Math.max(0, contacts.getOrDefault(contact, List.of()).size() - 1);
        return readEvents(contact, last / interval * interval);
    }

    public synchronized List<ContactEvent> events(ContactId contact) {
        return contacts.getOrDefault(contact.toString(), List.of()).stream()
                .map(event -> (ContactEvent) event.getPayload())
                .toList();
    }

    /** How many events were read from the log so far. */
    public synchronized int eventsRead() {
        return eventsRead;
    }

    public synchronized int size() {
        return contacts.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String contact) {
        return Optional.empty();
    }
}
