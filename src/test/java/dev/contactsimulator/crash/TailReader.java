package dev.contactsimulator.crash;

import dev.contactsimulator.support.TestPostgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows the log as the simplest reader would: asks again and again for what comes after the last position it has seen.
 * Writes down all that it sees, and never looks back.
 */
final class TailReader implements Runnable {

    /** An event as it was when it was first seen. */
    record Seen(long position, UUID eventId) {}

    private static final String NEXT =
            "select position, event_id from event_log where position > ? order by position limit 1000";

    private final Database database;
    private final Duration pause;
    private final List<Seen> seen = new ArrayList<>();
    private volatile long last;
    private volatile boolean stopped;

    TailReader(Database database, Duration pause) {
        this.database = database;
        this.pause = pause;
    }

    @Override
    public void run() {
        while (!stopped) {
            try (Connection connection = database.connect();
                    var next = connection.prepareStatement(NEXT)) {
                while (!stopped) {
                    next.setLong(1, last);
                    try (var rows = next.executeQuery()) {
                        while (rows.next()) {
                            seen.add(new Seen(rows.getLong(1), rows.getObject(2, UUID.class)));
                            last = rows.getLong(1);
                        }
                    }
                    LockSupport.parkNanos(pause.toNanos());
                }
            } catch (SQLException serverIsGone) {
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }

    /** The last position that it has seen. */
    long position() {
        return last;
    }

    void stop() {
        stopped = true;
    }

    /** What it saw; to be asked for when its thread has ended. */
    List<Seen> seen() {
        return seen;
    }
}
