package dev.contactsimulator.eventlog;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * Stored events one after the other, read from the log in pages of bounded size as they are needed, so that a long list is
 * never in memory as a whole. For one thread.
 */
public final class EventPages implements Iterator<StoredEvent> {

    private static final int PAGE_BYTES = 256 << 10;
    private static final int FIRST_PAGE_EVENTS = 100;
    private static final int MIN_PAGE_EVENTS = 16;
    private static final int MAX_PAGE_EVENTS = 1_000;

    private interface Source {
        List<StoredEvent> read(long from, int limit, int maxBytes);
    }

    private final Source source;
    private final ToLongFunction<StoredEvent> place;
    private final int limit;
    private Iterator<StoredEvent> page = Collections.emptyIterator();
    private long next;
    private int pageEvents;
    private int taken;
    private boolean atEnd;

    private EventPages(Source source, ToLongFunction<StoredEvent> place, long from, int limit) {
        this.source = source;
        this.place = place;
        this.limit = limit;
        next = from;
        pageEvents = limit < FIRST_PAGE_EVENTS ? limit + 1 : FIRST_PAGE_EVENTS;
        isFollowed();
    }

    /**
     * At most {@code limit} events of a contact, from a sequence on.
     *
     * @throws EventLogUnavailable here and later, if the database does not answer
     */
    public static EventPages ofContact(EventLog log, UUID contactId, int fromSequence, int limit) {
        return new EventPages(
                (from, most, maxBytes) -> log.readContact(contactId, (int) from, most, maxBytes),
                StoredEvent::sequence,
                fromSequence,
                limit);
    }

    /**
     * At most {@code limit} events of the log, after a position.
     *
     * @throws EventLogUnavailable here and later, if the database does not answer
     */
    public static EventPages ofLog(EventLog log, long after, int limit) {
        return new EventPages(
                (from, most, maxBytes) -> log.read(from - 1, most, maxBytes),
                StoredEvent::position,
                Math.addExact(Math.min(after, Long.MAX_VALUE - 1), 1),
                limit);
    }

    @Override
    public boolean hasNext() {
        return taken < limit && isFollowed();
    }

    @Override
    public StoredEvent next() {
        if (!hasNext()) throw new NoSuchElementException();
        StoredEvent event = page.next();
        next = place.applyAsLong(event) + 1;
        taken++;
        return event;
    }

    /** The sequence or position of the event after those that were taken, if there is one. */
    public OptionalLong following() {
        return isFollowed() ? OptionalLong.of(next) : OptionalLong.empty();
    }

    private boolean isFollowed() {
        if (page.hasNext()) return true;
        if (atEnd) return false;
        List<StoredEvent> read = source.read(next, pageEvents, PAGE_BYTES);
        atEnd = read.isEmpty();
        if (!atEnd) pageEvents = nextPage(read);
        page = read.iterator();
        return !atEnd;
    }

    /** As many as fill a page if they are as large as the last ones: the server sums up the bytes of all that it is asked for. */
    private static int nextPage(List<StoredEvent> last) {
        long chars = 0;
        for (StoredEvent event : last)
            chars += event.data().length() + event.metadata().length();
        return Math.clamp(PAGE_BYTES * (long) last.size() / Math.max(1, chars), MIN_PAGE_EVENTS, MAX_PAGE_EVENTS);
    }
}
