package dev.contactsimulator.eventlog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from PostgreSQL how far the log has come, whichever node has appended (LISTEN). Looks for itself every second, too:
 * a node may die between its append and its announcement, and a connection may be dropped in silence.
 */
final class Listener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Without a word from the database for so long, the connection is given up. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(3);

    private static final Duration MIN_BACKOFF = Duration.ofMillis(50);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(1);

    /** The epoch and the position of the head. What may follow is for others. */
    private static final Pattern ANNOUNCEMENT = Pattern.compile("(\\d{1,9}) (\\d{1,18})( .*)?");

    private static final String LISTEN = """
            set statement_timeout = '2s';
            set lock_timeout = '1s';
            listen event_log
            """;

    /** Writes and commits as much as many appends do, so that it fails on a disk that is full or nearly so. */
    private static final String TRY_TO_WRITE = """
            create temporary table log_write_attempt on commit drop as
            select repeat('x', 1000) from generate_series(1, 1000);
            update event_log_head set position = position
            """;

    private final Connections connections;
    private final Tail tail;
    private final AppendState appends;
    private final Thread thread = new Thread(this::run, "event-log-listener");
    private volatile boolean closing;
    private volatile @Nullable Connection current;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean disconnected;

    Listener(Connections connections, Tail tail, AppendState appends) {
        this.connections = connections;
        this.tail = tail;
        this.appends = appends;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws InterruptedException, SQLException {
        closing = true;
        thread.interrupt();
        Connection open = current;
        if (open != null) open.abort(Runnable::run);
        thread.join(Duration.ofSeconds(5));
    }

    /** Why this node may not hear what others append. */
    Optional<String> problem() {
        if (!thread.isAlive()) return Optional.of("Nobody listens to the log.");
        Duration silence = Duration.ofNanos(System.nanoTime() - heardAt);
        return disconnected || silence.compareTo(MAX_SILENCE) > 0
                ? Optional.of("The database has not answered for " + silence.toSeconds() + " s.")
                : Optional.empty();
    }

    private void run() {
        Duration backoff = MIN_BACKOFF;
        while (!closing) {
            try (Connection connection = connections.open();
                    Statement statement = connection.createStatement()) {
                current = connection;
                connection.setNetworkTimeout(Runnable::run, (int) MAX_SILENCE.toMillis());
                statement.execute(LISTEN);
                look(connection);
                connected();
                backoff = MIN_BACKOFF;
                listen(connection, statement);
            } catch (SQLException | RuntimeException e) {
                if (closing) return;
                disconnected(e);
                backoff = backoff.compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
                try {
                    Thread.sleep(backoff);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void connected() {
        if (disconnected) log.info("event=log-listener-connected");
        disconnected = false;
    }

    /** The first failure of several is enough for the log. */
    private void disconnected(Exception reason) {
        if (!disconnected) log.warn("event=log-listener-disconnected reason=\"{}\"", reason.getMessage());
        disconnected = true;
    }

    private void listen(Connection connection, Statement statement) throws SQLException {
        PGConnection pg = connection.unwrap(PGConnection.class);
        while (!closing) {
            PGNotification[] heard = pg.getNotifications((int) LOOK_EVERY.toMillis());
            boolean quiet = heard == null || heard.length == 0;
            boolean due = quiet || System.nanoTime() - heardAt >= LOOK_EVERY.toNanos();
            if (due || isNews(heard[heard.length - 1].getParameter())) look(connection);
            if (due) tryToAppendAgain(statement);
        }
    }

    /** Anybody may send a notification. So it is a reason to look, and only the log itself says how far it has come. */
    private boolean isNews(String announcement) {
        Matcher head = ANNOUNCEMENT.matcher(announcement);
        if (!head.matches()) return false;
        LogEnd known = tail.end();
        return Integer.parseInt(head.group(1)) != known.epoch() || Long.parseLong(head.group(2)) > known.position();
    }

    private void look(Connection connection) throws SQLException {
        EventReader.look(connection, tail);
        heardAt = System.nanoTime();
    }

    private void tryToAppendAgain(Statement statement) {
        AppendState.Failure last = appends.failure();
        if (last == null) return;
        try {
            statement.execute(TRY_TO_WRITE);
            appends.recovered(last);
        } catch (SQLException stillFailing) {
            log.debug("event=log-not-writable reason=\"{}\"", stillFailing.getMessage());
        }
    }
}
