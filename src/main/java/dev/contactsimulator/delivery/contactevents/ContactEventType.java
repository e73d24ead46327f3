package dev.contactsimulator.delivery.contactevents;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactEvent.AgentConnected;
import dev.contactsimulator.contact.ContactEvent.AttributesUpdated;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.ContactQueued;
import dev.contactsimulator.contact.ContactEvent.ContactTagged;
import dev.contactsimulator.contact.ContactEvent.ContactUntagged;
import dev.contactsimulator.contact.ContactEvent.DataEvent;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.SessionEvent;
import dev.contactsimulator.contact.ContactEvent.TranscriptEvent;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.delivery.ContactFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of contact events that chats have (Admin Guide, "Contact events"). */
enum ContactEventType {
    INITIATED,
    CONNECTED_TO_SYSTEM,
    QUEUED,
    CONNECTED_TO_AGENT,
    CONTACT_DATA_UPDATED,
    DISCONNECTED,
    COMPLETED;

    /** Those that an event of a contact is. A contact is completed at its end: nobody has work to do after it. */
    static List<ContactEventType> of(ContactEvent event, ContactFacts contact) {
        return switch (event) {
            case ContactCreated _ -> List.of(INITIATED);
            case ParticipantJoined joined -> isConnection(joined, contact) ? List.of(CONNECTED_TO_SYSTEM) : List.of();
            case ContactQueued _ -> List.of(QUEUED);
            case AgentConnected _ -> List.of(CONNECTED_TO_AGENT);
            case Disconnected _ -> List.of(DISCONNECTED, COMPLETED);
            case DataEvent _ -> List.of(CONTACT_DATA_UPDATED);
            case TranscriptEvent _, SessionEvent _ -> List.of();
        };
    }

    /** Whether the customer joins for the first time. */
    private static boolean isConnection(ParticipantJoined joined, ContactFacts contact) {
        return joined.participant().role() == ParticipantRole.CUSTOMER
                && joined.at().equals(contact.connectedAt());
    }

    static boolean isAny(ContactEvent event) {
        return event instanceof ContactCreated
                || event instanceof ParticipantJoined
                || event instanceof ContactQueued
                || event instanceof AgentConnected
                || event instanceof Disconnected
                || event instanceof DataEvent;
    }

    /** "updatedProperties" */
    static @Nullable String updatedProperty(ContactEvent event) {
        return switch (event) {
            case AttributesUpdated _ -> "UserDefinedAttributes";
            case ContactTagged _, ContactUntagged _ -> "Tags";
            default -> null;
        };
    }
}
