package dev.contactsimulator.engine;

import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** A storage engine that can begin with the newest events of a contact. */
public interface ContactStorageEngine extends EventStorageEngine {

    /** The events of a contact from the last sequence on that is a multiple of {@code interval}. */
    DomainEventStream readNewestEvents(String contact, int interval);
}
