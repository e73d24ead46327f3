package dev.contactsimulator.crash;

import dev.contactsimulator.crash.Era.Beginning;
import dev.contactsimulator.crash.Era.FollowerAt;
import dev.contactsimulator.support.TestPostgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log as the simplest reader would: asks again and again for what comes after the last position it has seen.
 * Writes down all that it sees, and never looks back, unless the log is reset or it is told that the log may have lost
 * its end. It also notes which follower is ever past the head.
 */
final class TailReader implements Runnable {

    private static final int MAX_ROWS = 1_000;

    /** All in one snapshot; one row without a position when there is nothing new. */
    private static final String NEXT = """
            select e.position, e.contact_id, e.sequence, e.event_id, e.type,
                   e.metadata ->> 'invocationId', e.metadata ->> 'requestId',
                   e.data #>> '{message,content}', e.data #>> '{chat,sourceId}', (e.data ->> 'number')::integer,
                   head.epoch, head.position, f.name, f.epoch, f.position
            from event_log_head head
            left join (select * from follower_position order by epoch desc, position desc limit 1) f on true
            left join (select * from event_log where position > ? order by position limit %d) e on true
            order by e.position
            """.formatted(MAX_ROWS);

    private final Database database;
    private final Duration pause;
    private final List<Era> ended = new ArrayList<>();
    private EraBeingRead current = new EraBeingRead(Beginning.START);
    private volatile long last;
    private volatile boolean logMayHaveLostEvents;
    private volatile boolean stopped;

    private static final class EraBeingRead {
        final Beginning beginning;
        final List<LoggedEvent> events = new ArrayList<>();
        final List<FollowerAt> pastHead = new ArrayList<>();
        long from = Long.MIN_VALUE;
        long until = Long.MIN_VALUE;

        @Nullable
        Integer epoch;

        EraBeingRead(Beginning beginning) {
            this.beginning = beginning;
        }

        void isSeen(int inEpoch) {
            if (epoch == null && beginning != Beginning.START) from = System.nanoTime();
            epoch = inEpoch;
        }

        Era read(long end) {
            return new Era(beginning, from, end, events, pastHead);
        }
    }

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
                    if (logMayHaveLostEvents) {
                        begin(Beginning.FAIL_OVER);
                        logMayHaveLostEvents = false;
                    }
                    read(next);
                    LockSupport.parkNanos(pause.toNanos());
                }
            } catch (SQLException serverIsGone) {
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }

    private void begin(Beginning beginning) {
        ended.add(current.read(current.until));
        current = new EraBeingRead(beginning);
        last = 0;
    }

    private void read(PreparedStatement next) throws SQLException {
        next.setLong(1, last);
        long asked = System.nanoTime();
        try (var rows = next.executeQuery()) {
            rows.next();
            int epoch = rows.getInt(11);
            if (logMayHaveLostEvents) return; // asked before, so this may still be the old log
            if (current.epoch != null && current.epoch != epoch) {
                begin(Beginning.RESET);
                current.isSeen(epoch); // the rows are those after a position of the old log
            } else {
                current.isSeen(epoch);
                noteFollower(rows);
                take(rows, asked);
            }
        }
    }

    private void take(ResultSet rows, long asked) throws SQLException {
        int count = 0;
        do {
            if (rows.getObject(1) == null) break;
            current.events.add(LogTable.event(rows));
            last = rows.getLong(1);
            count++;
        } while (rows.next());
        if (count < MAX_ROWS) current.until = asked;
    }

    private void noteFollower(ResultSet row) throws SQLException {
        if (row.getString(13) == null) return;
        FollowerAt follower =
                new FollowerAt(row.getString(13), row.getInt(14), row.getLong(15), row.getInt(11), row.getLong(12));
        if (follower.isPastHead() && current.pastHead.size() < 5) current.pastHead.add(follower);
    }

    /** After a fail-over that may lose events: reads the log again from its beginning, as a new era. */
    void startAgain() {
        logMayHaveLostEvents = true;
    }

    /** Whether it has begun the era of a fail-over. */
    boolean hasStartedAgain() {
        return !logMayHaveLostEvents;
    }

    /** The last position that it has seen. */
    long position() {
        return last;
    }

    void stop() {
        stopped = true;
    }

    /** What it saw; to be asked for when its thread has ended. */
    List<Era> eras() {
        List<Era> eras = new ArrayList<>(ended);
        eras.add(current.read(Long.MAX_VALUE));
        return eras;
    }
}
