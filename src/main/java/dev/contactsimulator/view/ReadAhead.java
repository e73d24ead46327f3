package dev.contactsimulator.view;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.LogRows;
import dev.contactsimulator.eventlog.RecordedEvent;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads and decodes the next rows of the log while those before are worked on. Holds two batches at most. */
final class ReadAhead implements AutoCloseable {

    private final LogRows rows;
    private final EventLog events;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("contact-view-read-ahead").daemon().factory());
    private Future<List<RecordedEvent>> ahead;

    ReadAhead(LogRows rows, EventLog events) {
        this.rows = rows;
        this.events = events;
        ahead = reader.submit(this::read);
    }

    /** The next events, none at the end. */
    List<RecordedEvent> next() throws SQLException, InterruptedException {
        try {
            List<RecordedEvent> batch = ahead.get();
            if (!batch.isEmpty()) ahead = reader.submit(this::read);
            return batch;
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case SQLException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException(failure.getCause());
            }
        }
    }

    private List<RecordedEvent> read() throws SQLException {
        return rows.next().stream().map(events::decode).toList();
    }

    /** Waits for what is being read. */
    @Override
    public void close() throws SQLException {
        reader.close();
        rows.close();
    }
}
