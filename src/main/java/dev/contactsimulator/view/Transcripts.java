package dev.contactsimulator.view;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.StoredEvent;
import java.util.List;

/** The transcripts of contacts, read from the log itself: there is nothing that could be behind. */
public final class Transcripts {

    private static final int PAGE = 1_000;

    private final EventLog events;

    public Transcripts(EventLog events) {
        this.events = events;
    }

    /** All items of the contact, the oldest first; none if there is no such contact. */
    public List<TranscriptItem> of(ContactId contactId) {
        Transcript transcript = new Transcript();
        List<StoredEvent> page;
        int sequence = 0;
        do {
            page = events.readContact(contactId.value(), sequence, PAGE);
            for (StoredEvent stored : page) {
                if (events.decode(stored).payload() instanceof ContactEvent event) transcript.apply(event);
            }
            sequence += page.size();
        } while (page.size() == PAGE);
        return transcript.items();
    }
}
