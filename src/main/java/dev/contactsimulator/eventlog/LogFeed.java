package dev.contactsimulator.eventlog;

import java.time.Duration;
import java.util.List;

/** Takes events from the tail if they are there, else from the database, until it has caught up. */
final class LogFeed implements EventFeed {

    private final Tail tail;
    private final EventReader reader;
    private final EventCodec codec;
    private int epoch;
    private long position;
    private boolean ahead;

    LogFeed(Tail tail, EventReader reader, EventCodec codec, long after) {
        this.tail = tail;
        this.reader = reader;
        this.codec = codec;
        EventReader.EpochHead now = reader.head();
        epoch = now.epoch();
        position = after;
        ahead = after > now.head().position();
        tail.seen(now.epoch(), now.head().position());
    }

    @Override
    public List<RecordedEvent> next(int maxEvents, int maxBytes, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            int current = tail.epoch();
            if (ahead || epoch != current) {
                ahead = false;
                epoch = current;
                position = 0;
                throw new LogReset();
            }
            List<RecordedEvent> next = tail.after(epoch, position, maxEvents, maxBytes);
            if (next.isEmpty() && tail.goesOnAfter(epoch, position)) next = read(maxEvents, maxBytes);
            if (!next.isEmpty()) {
                position = next.getLast().position();
                return next;
            }
            if (!tail.await(epoch, position, deadline - System.nanoTime())) return List.of();
        }
    }

    private List<RecordedEvent> read(int maxEvents, int maxBytes) {
        List<StoredEvent> stored = reader.read(epoch, position, maxEvents, maxBytes);
        if (stored.isEmpty()) {
            EventReader.EpochHead now = reader.head();
            tail.seen(now.epoch(), now.head().position());
        }
        if (epoch == tail.epoch() && (stored.isEmpty() || stored.getFirst().position() != position + 1)) {
            throw new IllegalStateException("the event log has lost the event at position " + (position + 1));
        }
        return stored.stream().map(codec::decode).toList();
    }

    @Override
    public void close() {}
}
