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

/** The queries over the log's tables. */
final class EventReader {

    /** The head, and the epoch that it belongs to. */
    record EpochHead(int epoch, Head head) {}

    private final DataSource dataSource;

    EventReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    EpochHead head() {
        return query(
                        "select epoch, position, hash from event_log_head",
                        statement -> {},
                        row -> new EpochHead(row.getInt(1), new Head(row.getLong(2), row.getBytes(3))))
                .getFirst();
    }

    List<StoredEvent> read(long after, int limit) {
        return query(
                """
                select position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash
                from event_log where position > ? order by position limit ?
                """,
                statement -> {
                    statement.setLong(1, after);
                    statement.setInt(2, limit);
                },
                EventReader::storedEvent);
    }

    /**
     * As {@link #read}, but nothing if the log is in another epoch by now, and no more than {@code maxBytes}, of which the
     * server takes care: a page of large events is cut before it is sent. The first event comes whatever its size.
     */
    List<StoredEvent> read(int epoch, long after, int limit, int maxBytes) {
        return query(
                """
                select position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash
                from (select *, sum(octet_length(data::text) + octet_length(metadata::text))
                                    over (order by position rows unbounded preceding) as bytes
                      from event_log
                      where position > ? and exists (select from event_log_head where epoch = ?)
                      order by position limit ?) page
                where bytes <= ? or position = ? + 1
                order by position
                """,
                statement -> {
                    statement.setLong(1, after);
                    statement.setInt(2, epoch);
                    statement.setInt(3, limit);
                    statement.setLong(4, maxBytes);
                    statement.setLong(5, after);
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

    /** At most {@code maxBytes}, of which the server takes care. The first event comes whatever its size. */
    List<StoredEvent> read(long after, int limit, int maxBytes) {
        return query(
                """
                select position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash
                from (select *, sum(octet_length(data::text) + octet_length(metadata::text))
                                    over (order by position rows unbounded preceding) as bytes,
                                row_number() over (order by position) as number
                      from event_log where position > ? order by position limit ?) page
                where bytes <= ? or number = 1
                order by position
                """,
                statement -> {
                    statement.setLong(1, after);
                    statement.setInt(2, limit);
                    statement.setLong(3, maxBytes);
                },
                EventReader::storedEvent);
    }

    /** At most {@code maxBytes}, of which the server takes care. The first event comes whatever its size. */
    List<StoredEvent> readContact(UUID contactId, int fromSequence, int limit, int maxBytes) {
        return query(
                """
                select position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash
                from (select *, sum(octet_length(data::text) + octet_length(metadata::text))
                                    over (order by sequence rows unbounded preceding) as bytes,
                                row_number() over (order by sequence) as number
                      from event_log where contact_id = ? and sequence >= ? order by sequence limit ?) page
                where bytes <= ? or number = 1
                order by sequence
                """,
                statement -> {
                    statement.setObject(1, contactId);
                    statement.setInt(2, fromSequence);
                    statement.setInt(3, limit);
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
                "select contact_id from event_log where contact_id = any (?) and sequence = 0",
                statement ->
                        statement.setArray(1, statement.getConnection().createArrayOf("uuid", contactIds.toArray())),
                row -> row.getObject(1, UUID.class)));
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

    private <T> List<T> query(String sql, Parameters parameters, Row<T> mapping) {
        try (Connection connection = BoundedConnections.from(dataSource);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            try (ResultSet row = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (row.next()) rows.add(mapping.read(row));
                return rows;
            }
        } catch (SQLException e) {
            throw new EventLogUnavailable("reading the event log failed", e);
        }
    }
}
