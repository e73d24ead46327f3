package dev.contactsimulator.view;

import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.EventLog;
import java.util.function.Predicate;

/** The transcripts of contacts, read from the log itself: there is nothing that could be behind. */
public final class Transcripts {

    private final EventLog events;

    public Transcripts(EventLog events) {
        this.events = events;
    }

    /**
     * Items of a chat, the oldest first; none if there is no such contact.
     *
     * @param initial the first contact of the chain
     * @param shown which of the items there are
     * @param fromSequence of the event at which to begin: 0, or where the page before says that the next begins
     * @param limit the most items
     */
    public TranscriptPage page(ContactId initial, Predicate<ChatItem> shown, int fromSequence, int limit) {
        return new TranscriptPage(events, initial, shown, fromSequence, limit);
    }

    /**
     * Reads parts of a chat's transcript in either direction.
     *
     * @param initial the first contact of the chain
     * @param shown which of the items there are
     */
    public TranscriptScan scan(ContactId initial, Predicate<ChatItem> shown) {
        return new TranscriptScan(events, initial, shown);
    }
}
