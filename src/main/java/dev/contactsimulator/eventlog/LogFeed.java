package dev.contactsimulator.eventlog;

import java.time.Duration;
import java.util.List;

/** Takes events from the tail if they are there, else from the database, until it has caught up. */
final class LogFeed implements EventFeed {

    private static final int FIRST_PAGE_EVENTS = 250;
    private static final int MIN_PAGE_EVENTS = 16;

    private final Tail tail;
    private final EventReader reader;
    private final EventCodec codec;
    private Timeline timeline;
    private long position;
    private boolean isElsewhere;
    private int pageEvents = FIRST_PAGE_EVENTS;

    /** @param after a place of the log, or of one that was reset since: the first batch is then {@link TimelineEnded} */
    LogFeed(Tail tail, EventReader reader, EventCodec codec, LogPlace after) {
        this.tail = tail;
        this.reader = reader;
        this.codec = codec;
        position = after.position();
        LogEnd end = reader.end();
        timeline = tail.timeline();
        isElsewhere = after.epoch() != end.epoch() || after.position() > end.position();
    }

    @Override
    public List<RecordedEvent> next(int maxEvents, int maxBytes, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Timeline current = tail.timeline();
            if (isElsewhere || !timeline.equals(current)) {
                isElsewhere = false;
                timeline = current;
                position = 0;
                throw new TimelineEnded();
            }
            List<RecordedEvent> next = tail.after(timeline, position, maxEvents, maxBytes);
            if (next.isEmpty() && tail.goesOnAfter(timeline, position)) next = read(maxEvents, maxBytes);
            if (!next.isEmpty()) {
                position = next.getLast().position();
                return next;
            }
            if (!tail.await(timeline, position, deadline - System.nanoTime())) return List.of();
        }
    }

    private List<RecordedEvent> read(int maxEvents, int maxBytes) {
        List<StoredEvent> stored = reader.read(timeline.epoch(), position, Math.min(maxEvents, pageEvents), maxBytes);
        if (stored.isEmpty()) reader.end();
        if (timeline.equals(tail.timeline())
                && (stored.isEmpty() || stored.getFirst().position() != position + 1)) {
            throw new IllegalStateException("the event log has lost the event at position " + (position + 1));
        }
        List<RecordedEvent> next = stored.stream().map(codec::decode).toList();
        if (!next.isEmpty()) pageEvents = nextPage(next, maxBytes);
        return next;
    }

    /**
     * About as many events as fill a batch, if they are as large as the last ones. The server sums up the bytes of a whole
     * page; thousands of large events would have it read many times what it sends.
     */
    private static int nextPage(List<RecordedEvent> last, int maxBytes) {
        long bytes = last.stream().mapToLong(RecordedEvent::bytes).sum();
        long fitting = (long) maxBytes * last.size() / Math.max(1, bytes);
        return Math.clamp(fitting + fitting / 4, MIN_PAGE_EVENTS, Integer.MAX_VALUE);
    }

    @Override
    public void close() {}
}
