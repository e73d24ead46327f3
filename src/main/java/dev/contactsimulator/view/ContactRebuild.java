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
 * never kept waiting by a lock, and see either the old rows or the new ones.
 *
 * <p>An eighth of the heap holds rows while their events come, however many chats are active at the same time; only when
 * it is full are they written. Memory does not grow with the log.
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
    private static final int SHARE_OF_HEAP = 8;

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
    private final long foldBytes;

    public ContactRebuild(EventLog events, DataSource database) {
        this(events, database, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** @param foldBytes for the rows that are held in memory */
    ContactRebuild(EventLog events, DataSource database, long foldBytes) {
        this.events = events;
        this.database = database;
        this.position = new FollowerPosition(ContactView.NAME, database);
        this.foldBytes = foldBytes;
    }

    /** @throws TimelineEnded if the log is reset meanwhile; the rows are empty then as well */
    public Result run() throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        int epoch = position.state().place().epoch();
        try (Connection connection = database.getConnection()) {
            try {
                Pass pass = new Pass(connection, epoch, begun);
                int changed = pass.run();
                Result result = new Result(pass.done, changed, Duration.ofNanos(System.nanoTime() - begun));
                logger.info(
                        "event=contact-view-rebuilt events={} rowsChanged={} eventsPerSecond={}",
                        result.events(),
                        changed,
                        result.eventsPerSecond());
                return result;
            } finally {
                tidyUp(connection);
            }
        }
    }

    /** What went wrong before matters more than what goes wrong here; the next rebuild tidies up as well. */
    private static void tidyUp(Connection connection) {
        try {
            if (!connection.getAutoCommit()) connection.rollback();
            execute(connection, DROP);
            if (!connection.getAutoCommit()) connection.commit();
        } catch (SQLException failure) {
            logger.warn("event=rebuilt-contact-view-not-dropped", failure);
        }
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** One way through the log. Every statement is a transaction of its own, until the rows are replaced. */
    private final class Pass {

        private final Connection connection;
        private final int epoch;
        private final long begun;
        private final ContactFold fold = ContactFold.ofBytes(ROWS, foldBytes);
        private long done;

        Pass(Connection connection, int epoch, long begun) {
            this.connection = connection;
            this.epoch = epoch;
            this.begun = begun;
        }

        /** Returns how many rows were not as they should be. */
        int run() throws SQLException, InterruptedException {
            execute(connection, DROP);
            execute(connection, BEGIN);
            readUpTo(new LogPlace(epoch, events.head().position()));
            execute(connection, "analyze rebuilt_contact_view");
            readUpTo(new LogPlace(epoch, events.head().position()));
            connection.setAutoCommit(false);
            LogPlace place = position.lock(connection).place();
            if (place.epoch() != epoch) throw new TimelineEnded();
            readUpTo(place);
            int changed = execute(connection, DELETE_WRONG) + execute(connection, INSERT_MISSING);
            position.rebuilt(connection, done);
            connection.commit();
            return changed;
        }

        private void readUpTo(LogPlace last) throws SQLException, InterruptedException {
            if (done >= last.position()) return;
            try (ReadAhead log = new ReadAhead(events.rows(done, last), events)) {
                for (List<RecordedEvent> batch = log.next(); !batch.isEmpty(); batch = log.next()) {
                    long before = done;
                    apply(batch);
                    if (done / REPORT_EVERY > before / REPORT_EVERY) report(last.position());
                }
            }
            if (done < last.position()) throw lost(done + 1);
            fold.write(connection);
        }

        private void apply(List<RecordedEvent> batch) throws SQLException {
            if (batch.getLast().position() != done + batch.size()) throw lost(done + 1);
            for (int from = 0; from < batch.size(); from += Follower.Handler.MAX_EVENTS) {
                if (fold.isFull()) {
                    fold.write(connection);
                    fold.discard();
                }
                int to = Math.min(from + Follower.Handler.MAX_EVENTS, batch.size());
                fold.take(batch.subList(from, to), connection);
            }
            done = batch.getLast().position();
        }

        private void report(long last) {
            long millis =
                    Math.max(1, Duration.ofNanos(System.nanoTime() - begun).toMillis());
            logger.info(
                    "event=contact-view-rebuilding position={} of={} eventsPerSecond={}",
                    done,
                    last,
                    done * 1_000 / millis);
        }

        private static IllegalStateException lost(long position) {
            return new IllegalStateException("the event log has lost an event at or after position " + position);
        }
    }
}
