package dev.contactsimulator.eventlog;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The log of all events of all contacts. Safe for use by many threads, and by many nodes on one database. */
public interface EventLog {

    /** How far the log has come: the position and the hash of its last event. */
    Head head();

    /**
     * Appends the events of one command, all of one contact, and returns when they are durable.
     *
     * @throws SequenceConflict if the contact's next sequence is not that of the first event; nothing is appended then
     * @throws EventLogUnavailable if the log cannot say whether they are recorded, or has too many waiting
     */
    void append(List<NewEvent> events);

    /** The events after a position, in order, at most {@code limit}. */
    List<StoredEvent> read(long after, int limit);

    /** The events of a contact from a sequence on, in order, at most {@code limit}. */
    List<StoredEvent> readContact(UUID contactId, int fromSequence, int limit);

    /** As {@link #read(long, int)}, and at most {@code maxBytes} of data and metadata, but one event at least. */
    List<StoredEvent> read(long after, int limit, int maxBytes);

    /** As {@link #readContact(UUID, int, int)}, and at most {@code maxBytes} of data and metadata, but one event at least. */
    List<StoredEvent> readContact(UUID contactId, int fromSequence, int limit, int maxBytes);

    /** As {@link #readContact(UUID, int, int)}, those events only that have this payload. */
    List<StoredEvent> readContact(UUID contactId, Class<?> payload, int fromSequence, int limit);

    /** Those of the contacts that have at least one event. */
    Set<UUID> existing(Collection<UUID> contactIds);

    /**
     * Follows the log from after a position on: what is there already, then what comes, from any node. The position is to be
     * of the log as it is now: a reset moves the positions of followers in its own transaction.
     */
    EventFeed feed(long after);

    /** As {@link #feed(long)}, from a place that was kept: if the log was reset since, the first batch is a {@link LogReset}. */
    EventFeed feed(LogPlace after);

    /** A stored event with its payload, in the newest revision of its type. */
    RecordedEvent decode(StoredEvent event);

    /**
     * Empties the log and {@code tables}, which followers have written, and moves all followers to the beginning, in one
     * transaction. All feeds, on all nodes, hear of it ({@link LogReset}).
     *
     * @throws EventLogUnavailable if the log's table is in use for too long; nothing has changed then
     */
    void reset(List<String> tables);

    /** Has {@code action} run on this node, briefly, when any node has reset the log. */
    void onReset(Runnable action);
}
