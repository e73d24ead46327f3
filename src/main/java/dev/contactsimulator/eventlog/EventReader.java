package dev.contactsimulator.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The queries over the log's tables. What they return may be kept in memory, so this node must notice when the log loses it:
 * after a query that has returned events beyond the end that this node knew, it looks how far the log goes.
 */
final class EventReader {

    private static final String LOOK = """
            select epoch, position, hash, (select hash from event_log where position = ?) as hash_at_known
            from event_log_head
            """;

    /** The server adds up the bytes, so a page of large events is cut before it is sent. */
    private static final String LOG_WITHIN_BYTES = """
            select position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash
            from (select *, sum(octet_length(data::text) + octet_length(metadata::text))
                                over (order by position rows unbounded preceding) as bytes,
                            row_number() over (order by position rows unbounded preceding) as number
                  from event_log
                  where %s
                  order by position limit ?) page
            where bytes <= ? or number = 1
            order by position
            """;

    /** The server adds up what comes before each event, so a page of large events is cut before it is sent. */
    private static final String CONTACT_UP_TO_BYTES = """
            select position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash
            from (select *, coalesce(sum(octet_length(data::text) + octet_length(metadata::text))
                                over (order by sequence rows between unbounded preceding and 1 preceding), 0) as before
                  from event_log
                  where contact_id = ? and sequence >= %s
                  order by sequence limit ?) page
            where before < ?
            order by sequence
            """;

    private static final int PAGE_BYTES = 4 << 20;

    private final DataSource dataSource;
    private final Tail tail;

    EventReader(DataSource dataSource, Tail tail) {
        this.dataSource = dataSource;
        this.tail = tail;
    }

    /** The end of the log. This node takes note of it, and of a log that has gone back. */
    LogEnd end() {
        try (Connection connection = BoundedConnections.from(dataSource)) {
            return look(connection, tail);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** As {@link #end}, over a connection that may be the first to another server. */
    static LogEnd look(Connection connection, Tail tail) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(LOOK)) {
            while (true) {
                Tail.Known before = tail.known();
                LogEnd known = before.end();
                look.setLong(1, known.position());
                try (ResultSet row = look.executeQuery()) {
                    row.next();
                    LogEnd found = new LogEnd(row.getInt(1), new Head(row.getLong(2), row.getBytes(3)));
                    boolean hasKnown = known.position() == 0 || known.isSameAs(found) || known.hasHash(row.getBytes(4));
                    if (tail.compared(before, found, hasKnown)) return found;
                }
            }
        }
    }

    /** The events after a position, at most {@code limit}, and no more than a page's bytes; but one at least. */
    List<StoredEvent> read(long after, int limit) {
        return read(after, limit, PAGE_BYTES);
    }

    /** At most {@code maxBytes}, of which the server takes care. The first event comes whatever its size. */
    List<StoredEvent> read(long after, int limit, int maxBytes) {
        return query(
                LOG_WITHIN_BYTES.formatted("position > ?"),
                statement -> {
                    statement.setLong(1, after);
                    statement.setInt(2, limit);
                    statement.setLong(3, maxBytes);
                },
                EventReader::storedEvent);
    }

    /** As {@link #read(long, int, int)}, but nothing if the log is in another epoch by now. */
    List<StoredEvent> read(int epoch, long after, int limit, int maxBytes) {
        return query(
                LOG_WITHIN_BYTES.formatted("position > ? and exists (select from event_log_head where epoch = ?)"),
                statement -> {
                    statement.setLong(1, after);
                    statement.setInt(2, epoch);
                    statement.setInt(3, limit);
                    statement.setLong(4, maxBytes);
                },
                EventReader::storedEvent);
    }

    List<StoredEvent> readContact(UUID contactId, int fromSequence, int limit) {
        return query(
                """
                select position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash
                from event_log where contact_id = ? and sequence >= ? order by sequence limit ?
                """,
                statement -> {
                    statement.setObject(1, contactId);
                    statement.setInt(2, fromSequence);
                    statement.setInt(3, limit);
                },
                EventReader::storedEvent);
    }

    /** Up to the event with which {@code maxBytes} are reached. */
    List<StoredEvent> readContact(UUID contactId, int fromSequence, int limit, int maxBytes) {
        return query(
                CONTACT_UP_TO_BYTES.formatted("?"),
                statement -> {
                    statement.setObject(1, contactId);
                    statement.setInt(2, fromSequence);
                    statement.setInt(3, limit);
                    statement.setLong(4, maxBytes);
                },
                EventReader::storedEvent);
    }

    List<StoredEvent> readNewest(UUID contactId, int interval, int maxBytes) {
        String newestMultiple =
                "(select sequence / %1$d * %1$d from event_log where contact_id = ? order by sequence desc limit 1)"
                        .formatted(interval);
        return query(
                CONTACT_UP_TO_BYTES.formatted(newestMultiple),
                statement -> {
                    statement.setObject(1, contactId);
                    statement.setObject(2, contactId);
                    statement.setInt(3, interval);
                    statement.setLong(4, maxBytes);
                },
                EventReader::storedEvent);
    }

    List<StoredEvent> readContact(UUID contactId, String type, int fromSequence, int limit) {
        return query(
                """
                select position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash
                from event_log where contact_id = ? and sequence >= ? and type = ? order by sequence limit ?
                """,
                statement -> {
                    statement.setObject(1, contactId);
                    statement.setInt(2, fromSequence);
                    statement.setString(3, type);
                    statement.setInt(4, limit);
                },
                EventReader::storedEvent);
    }

    Set<UUID> existing(Collection<UUID> contactIds) {
        return new HashSet<>(query(
                "select position, contact_id from event_log where contact_id = any (?) and sequence = 0",
                statement ->
                        statement.setArray(1, statement.getConnection().createArrayOf("uuid", contactIds.toArray())),
                row -> row.getObject(2, UUID.class)));
    }

    static StoredEvent storedEvent(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getInt(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                row.getString(8),
                row.getString(9),
                row.getBytes(10));
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The first column is the position. */
    private <T> List<T> query(String sql, Parameters parameters, Row<T> mapping) {
        LogEnd known = tail.end();
        List<T> rows = new ArrayList<>();
        try (Connection connection = BoundedConnections.from(dataSource);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            long last = 0;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(mapping.read(row));
                    last = Math.max(last, row.getLong(1));
                }
            }
            if (last > known.position()) look(connection, tail);
            return rows;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static EventLogUnavailable unreadable(SQLException cause) {
        return new EventLogUnavailable("reading the event log failed", cause);
    }
}
