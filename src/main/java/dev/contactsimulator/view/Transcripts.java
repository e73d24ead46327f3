package dev.contactsimulator.view;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.EventLog;

/** The transcripts of contacts, read from the log itself: there is nothing that could be behind. */
public final class Transcripts {

    private final EventLog events;

    public Transcripts(EventLog events) {
        this.events = events;
    }

    /**
     * Items of a contact, the oldest first; none if there is no such contact.
     *
     * @param fromSequence of the event at which to begin: 0, or where the page before says that the next begins
     * @param limit the most items
     */
    public TranscriptPage page(ContactId contactId, int fromSequence, int limit) {
        return new TranscriptPage(events, contactId, fromSequence, limit);
    }

    /** Reads parts of a contact's transcript in either direction. */
    public TranscriptScan scan(ContactId contactId) {
        return new TranscriptScan(events, contactId);
    }
}
