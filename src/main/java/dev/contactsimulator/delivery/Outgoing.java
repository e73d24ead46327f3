package dev.contactsimulator.delivery;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.eventlog.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Something that an event leads to at a target.
 *
 * @param contact at this event
 */
public record Outgoing(DeliveryId id, String target, RecordedEvent recorded, ContactFacts contact) {

    /** What an event leads to at a destination. */
    static List<Outgoing> of(RecordedEvent recorded, ContactFacts contact, Channel channel) {
        ContactEvent event = (ContactEvent) recorded.payload();
        if (!channel.concerns(event)) return List.of();
        List<Outgoing> all = new ArrayList<>();
        int ordinal = 0;
        for (String target : channel.targets(event, contact)) {
            DeliveryId id = new DeliveryId(channel.name(), recorded.position(), ordinal++, 0);
            all.add(new Outgoing(id, target, recorded, contact));
        }
        return all;
    }

    Outgoing withCopy(int number) {
        return new Outgoing(id.withCopy(number), target, recorded, contact);
    }

    public ContactEvent event() {
        return (ContactEvent) recorded.payload();
    }

    UUID contactId() {
        return recorded.contactId();
    }

    LaneKey lane() {
        return new LaneKey(recorded.contactId(), id.destination(), target);
    }
}
