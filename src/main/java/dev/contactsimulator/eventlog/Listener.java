package dev.contactsimulator.eventlog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from PostgreSQL how far the log has come, whichever node has appended (LISTEN). Looks for itself every few
 * seconds, too: a node may die between its append and its announcement.
 */
final class Listener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);
    private static final Duration MIN_BACKOFF = Duration.ofMillis(50);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(1);

    private final Connections connections;
    private final Tail tail;
    private final Thread thread = new Thread(this::run, "event-log-listener");
    private volatile boolean closing;
    private volatile @Nullable Connection current;

    Listener(Connections connections, Tail tail) {
        this.connections = connections;
        this.tail = tail;
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

    private void run() {
        Duration backoff = MIN_BACKOFF;
        while (!closing) {
            try (Connection connection = connections.open();
                    Statement statement = connection.createStatement()) {
                current = connection;
                statement.execute("listen event_log");
                backoff = MIN_BACKOFF;
                listen(connection);
            } catch (SQLException e) {
                if (closing) return;
                log.warn("event=log-listener-disconnected reason=\"{}\"", e.getMessage());
                backoff = backoff.compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
                try {
                    Thread.sleep(backoff);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        PGConnection pg = connection.unwrap(PGConnection.class);
        while (!closing) {
            EventReader.look(connection, tail);
            PGNotification[] heard;
            while ((heard = pg.getNotifications((int) LOOK_EVERY.toMillis())) != null && heard.length > 0) {
                tail.seen(announced(heard[heard.length - 1].getParameter()));
            }
        }
    }

    private static LogEnd announced(String text) {
        String[] end = text.split(" ");
        byte[] hash = HexFormat.of().parseHex(end[2]);
        return new LogEnd(Integer.parseInt(end[0]), new Head(Long.parseLong(end[1]), hash));
    }
}
