package dev.contactsimulator.delivery;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.NewEvent;
import dev.contactsimulator.support.RunningSimulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts events of chats into the log of a running simulator, as if operations had led to them. */
final class Bystander {

    private final EventLog log;
    private final Map<UUID, Integer> sequences = new HashMap<>();

    Bystander(RunningSimulator simulator) {
        log = simulator.bean(EventLog.class);
    }

    void append(ContactEvent... events) {
        for (ContactEvent event : events) {
            UUID contact = event.contactId().value();
            int sequence = sequences.merge(contact, 0, (before, zero) -> before + 1);
            log.append(List.of(
                    new NewEvent(contact, sequence, UUID.randomUUID(), event.at(), event, Map.of("requestId", "r"))));
        }
    }
}
