package dev.contactsimulator.engine;

import dev.contactsimulator.eventlog.StoredStateCheck;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Computes each state in the log again, from the state before it and the events since. Holds one page of events at a time. */
public final class StateVerification implements StoredStateCheck {

    private final ContactStorageEngine log;
    private final StoredStates states = new StoredStates();

    public StateVerification(ContactStorageEngine log) {
        this.log = log;
    }

    @Override
    public boolean passes(UUID contactId, int sequence) {
        try {
            return !StoredStates.isDue(sequence) || passes(contactId.toString(), sequence);
        } catch (JacksonException unreadable) {
            return false;
        }
    }

    private boolean passes(String contact, int sequence) {
        DomainEventStream events = log.readEvents(contact, sequence - StoredStates.INTERVAL);
        if (!events.hasNext()) return true; // the log was reset
        LoadedContact folded = start(events.peek());
        if (folded == null) {
            // the state before is missing or of another revision
            if (states.before(log.readEvents(contact, sequence).peek()) == null) return true;
            events = log.readEvents(contact, 0);
            folded = LoadedContact.empty();
        }
        while (events.hasNext() && events.peek().getSequenceNumber() < sequence) folded.add(events.next());
        return !events.hasNext() || states.isAbsentOrOf(folded, events.peek());
    }

    private @Nullable LoadedContact start(DomainEventMessage<?> first) {
        return first.getSequenceNumber() == 0 ? LoadedContact.empty() : states.before(first);
    }
}
