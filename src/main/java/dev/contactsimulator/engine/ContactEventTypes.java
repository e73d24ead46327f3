package dev.contactsimulator.engine;

import dev.contactsimulator.contact.ContactEvent.AgentConnected;
import dev.contactsimulator.contact.ContactEvent.AttachmentSent;
import dev.contactsimulator.contact.ContactEvent.AttributesUpdated;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.ContactQueued;
import dev.contactsimulator.contact.ContactEvent.ContactTagged;
import dev.contactsimulator.contact.ContactEvent.ContactUntagged;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantCreated;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContactEvent.SegmentEnded;
import dev.contactsimulator.contact.ContactEvent.SegmentStarted;
import dev.contactsimulator.contact.ContactEvent.StreamingStarted;
import dev.contactsimulator.contact.ContactEvent.StreamingStopped;
import dev.contactsimulator.contact.ContactEvent.TimersConfigured;
import dev.contactsimulator.eventlog.EventType;
import dev.contactsimulator.eventlog.EventTypes;

/** The names under which the events of contacts are stored. A name never changes, even if the class is renamed. */
public final class ContactEventTypes {

    public static EventTypes all() {
        return EventTypes.of(
                EventType.of("ContactCreated", ContactCreated.class),
                EventType.of("ParticipantJoined", ParticipantJoined.class),
                EventType.of("MessageSent", MessageSent.class),
                EventType.of("EventSent", EventSent.class),
                EventType.of("ParticipantLeft", ParticipantLeft.class),
                EventType.of("Disconnected", Disconnected.class),
                EventType.of("AttributesUpdated", AttributesUpdated.class),
                EventType.of("ContactTagged", ContactTagged.class),
                EventType.of("ContactUntagged", ContactUntagged.class),
                EventType.of("ParticipantCreated", ParticipantCreated.class),
                EventType.of("AttachmentSent", AttachmentSent.class),
                EventType.of("StreamingStarted", StreamingStarted.class),
                EventType.of("StreamingStopped", StreamingStopped.class),
                EventType.of("TimersConfigured", TimersConfigured.class),
                EventType.of("ContactQueued", ContactQueued.class),
                EventType.of("AgentConnected", AgentConnected.class),
                EventType.of("SegmentEnded", SegmentEnded.class),
                EventType.of("SegmentStarted", SegmentStarted.class));
    }

    private ContactEventTypes() {}
}
