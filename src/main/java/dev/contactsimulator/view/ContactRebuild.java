package dev.contactsimulator.view;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.FollowerPosition;
import dev.contactsimulator.eventlog.LogPlace;
import dev.contactsimulator.eventlog.RecordedEvent;
import dev.contactsimulator.eventlog.TimelineEnded;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the rows of the contact view again from the whole log, while the view is in use.
 *
 * <p>The new rows are built aside, in a temporary table, which a crash leaves nothing of. When they have caught up, all
 * rows that are not as they should be are replaced in one transaction, during which the view does not move. Readers are
 * never kept waiting by a lock, and see either the old rows or the new ones. Memory does not grow with the log.
 */
public final class ContactRebuild {

    /** @param rowsChanged how many rows were not as the log says, or missing, or too many */
    public record Result(long events, int rowsChanged, Duration took) {

        public long eventsPerSecond() {
            return events * 1_000_000_000L / Math.max(1, took.toNanos());
        }
    }

    private static final Logger logger = LoggerFactory.getLogger(ContactRebuild.class);
    private static final int REPORT_EVERY = 100_000;

    private static final ContactRows ROWS = ContactRows.in("rebuilt_contact_view");

    private static final String DROP = "drop table if exists rebuilt_contact_view";

    private static final String BEGIN = """
            create temporary table rebuilt_contact_view
                (like contact_view including defaults, primary key (contact_id))
                with (fillfactor = 70)
            """;

    private static final String DELETE_WRONG = """
            delete from contact_view
            where not exists (
                select from rebuilt_contact_view rebuilt
                where rebuilt.contact_id = contact_view.contact_id and rebuilt is not distinct from contact_view)
            """;

    private static final String INSERT_MISSING = """
            insert into contact_view
            select * from rebuilt_contact_view
            on conflict (contact_id) do nothing
            """;

    private final EventLog events;
    private final DataSource database;
    private final FollowerPosition position;

    public ContactRebuild(EventLog events, DataSource database) {
        this.events = events;
        this.database = database;
        this.position = new FollowerPosition(ContactView.NAME, database);
    }

    /** @throws TimelineEnded if the log is reset meanwhile; the rows are empty then as well */
    public Result run() throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        try (Connection connection = database.getConnection();
                ReadAhead log = new ReadAhead(events.feed(0))) {
            connection.setAutoCommit(false);
            try {
                return run(connection, log, begun);
            } finally {
                tidyUp(connection);
            }
        }
    }

    /** What went wrong before matters more than what goes wrong here; the next rebuild tidies up as well. */
    private static void tidyUp(Connection connection) {
        try {
            connection.rollback();
            execute(connection, DROP);
            connection.commit();
        } catch (SQLException failure) {
            logger.warn("event=rebuilt-contact-view-not-dropped", failure);
        }
    }

    private Result run(Connection connection, ReadAhead log, long begun) throws SQLException, InterruptedException {
        execute(connection, DROP);
        execute(connection, BEGIN);
        connection.commit();
        LogPlace from = position.state().place();
        long done = catchUp(connection, log, 0, begun);
        execute(connection, "analyze rebuilt_contact_view");
        connection.commit();
        done = catchUp(connection, log, done, begun);
        LogPlace place = position.lock(connection).place();
        if (place.epoch() != from.epoch()) throw new TimelineEnded();
        done = readUpTo(place.position(), connection, log, done);
        int changed = execute(connection, DELETE_WRONG) + execute(connection, INSERT_MISSING);
        position.rebuilt(connection, done);
        connection.commit();
        Result result = new Result(done, changed, Duration.ofNanos(System.nanoTime() - begun));
        logger.info(
                "event=contact-view-rebuilt events={} rowsChanged={} eventsPerSecond={}",
                done,
                changed,
                result.eventsPerSecond());
        return result;
    }

    /** Applies what is in the log now. */
    private long catchUp(Connection connection, ReadAhead log, long from, long begun)
            throws SQLException, InterruptedException {
        long head = events.head().position();
        long done = from;
        while (done < head) {
            long before = done;
            done = applyNext(head, connection, log, done);
            connection.commit();
            if (done / REPORT_EVERY > before / REPORT_EVERY) {
                long millis =
                        Math.max(1, Duration.ofNanos(System.nanoTime() - begun).toMillis());
                logger.info(
                        "event=contact-view-rebuilding position={} of={} eventsPerSecond={}",
                        done,
                        head,
                        done * 1_000 / millis);
            }
        }
        return done;
    }

    private long readUpTo(long position, Connection connection, ReadAhead log, long from)
            throws SQLException, InterruptedException {
        long done = from;
        while (done < position) done = applyNext(position, connection, log, done);
        return done;
    }

    /** @param last of the positions that are needed now */
    private long applyNext(long last, Connection connection, ReadAhead log, long done)
            throws SQLException, InterruptedException {
        List<RecordedEvent> batch = log.next(last);
        ContactFold fold = new ContactFold(ROWS);
        for (int from = 0; from < batch.size(); from += Follower.Handler.MAX_EVENTS) {
            if (fold.isFull()) write(fold, connection);
            int to = Math.min(from + Follower.Handler.MAX_EVENTS, batch.size());
            fold.take(batch.subList(from, to), connection);
        }
        write(fold, connection);
        return batch.getLast().position();
    }

    private static void write(ContactFold fold, Connection connection) throws SQLException {
        fold.write(connection);
        fold.discard();
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
