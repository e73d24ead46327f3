package dev.contactsimulator.eventlog;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The log of all events of all contacts. Safe for use by many threads, and by many nodes on one database. */
public interface EventLog {

    /** How far the log has come: the position and the hash of its last event. */
    Head head();

    /** Whether the log can be read and appended to, as far as this node knows. Returns at once, whatever the database does. */
    LogHealth health();

    /** The log's present timeline, as far as this node has heard. What is read after this call is of it, or of a later one. */
    Timeline timeline();

    /**
     * Appends the events of one command, all of one contact, and returns when they are durable. Without events it confirms
     * what is in the log: all that this node has read of it is then as durable as an append.
     *
     * @param decidedOn the timeline that was the present one before anything was read that the command depends on
     * @throws SequenceConflict if the contact's next sequence is not that of the first event; nothing is appended then
     * @throws TimelineEnded if the log is on another timeline; nothing is appended then
     * @throws EventLogUnavailable if the log cannot say whether they are recorded, or has too many waiting
     */
    void append(Timeline decidedOn, List<NewEvent> events);

    /** As {@link #append(Timeline, List)}, decided on nothing but the events themselves. */
    default void append(List<NewEvent> events) {
        append(timeline(), events);
    }

    /** The events after a position, in order, at most {@code limit}, and fewer if they are large; one at least. */
    List<StoredEvent> read(long after, int limit);

    /** The events of a contact from a sequence on, in order, at most {@code limit}. */
    List<StoredEvent> readContact(UUID contactId, int fromSequence, int limit);

    /** As {@link #read(long, int)}, and at most {@code maxBytes} of data and metadata, but one event at least. */
    List<StoredEvent> read(long after, int limit, int maxBytes);

    /** As {@link #readContact(UUID, int, int)}, but only up to the event with which {@code maxBytes} are reached. */
    List<StoredEvent> readContact(UUID contactId, int fromSequence, int limit, int maxBytes);

    /** As {@link #readContact(UUID, int, int)}, those events only that have this payload. */
    List<StoredEvent> readContact(UUID contactId, Class<?> payload, int fromSequence, int limit);

    /**
     * The newest events of a contact, in order, from the last sequence on that is a multiple of {@code interval}, but only up
     * to the event with which {@code maxBytes} are reached.
     */
    List<StoredEvent> readNewest(UUID contactId, int interval, int maxBytes);

    /** Those of the contacts that have at least one event. */
    Set<UUID> existing(Collection<UUID> contactIds);

    /**
     * Follows the log from after a position on: what is there already, then what comes, from any node. The position is to be
     * of the log as it is now: a reset moves the positions of followers in its own transaction.
     */
    EventFeed feed(long after);

    /** As {@link #feed(long)}, from a place that was kept: if the log was reset since, the first batch is {@link TimelineEnded}. */
    EventFeed feed(LogPlace after);

    /** A stored event with its payload, in the newest revision of its type. */
    RecordedEvent decode(StoredEvent event);

    /** The rows after a position, up to another: for who reads large parts of the log. */
    LogRows rows(long after, LogPlace last);

    /** A row with its payload, in the newest revision of its type, and without metadata. */
    RecordedEvent decode(LogRow row);

    /**
     * Empties the log and {@code tables}, which followers have written, and moves all followers to the beginning, in one
     * transaction. All feeds, on all nodes, hear of it ({@link TimelineEnded}).
     *
     * @throws EventLogUnavailable if the log's table is in use for too long; nothing has changed then
     */
    void reset(List<String> tables);

    /** Has {@code action} run on this node, briefly, when any node has reset the log, or it went back. */
    void onTimelineEnd(Runnable action);
}
