package dev.contactsimulator.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The latest snapshot of each contact that has one. A snapshot's type has a name and revisions like an event's. */
final class Snapshots {

    private final DataSource dataSource;
    private final EventCodec codec;

    Snapshots(DataSource dataSource, EventCodec codec) {
        this.dataSource = dataSource;
        this.codec = codec;
    }

    /** Keeps a snapshot in place of an older one of the same contact. */
    void store(NewEvent snapshot) {
        EncodedEvent encoded = codec.encode(snapshot);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into event_log_snapshot as s
                            (contact_id, sequence, event_id, type, revision, at, data, metadata)
                        values (?, ?, ?, ?, ?, ?, ?::json, ?::json)
                        on conflict (contact_id) do update set
                            sequence = excluded.sequence, event_id = excluded.event_id, type = excluded.type,
                            revision = excluded.revision, at = excluded.at, data = excluded.data,
                            metadata = excluded.metadata
                        where s.sequence <= excluded.sequence
                        """)) {
            statement.setObject(1, encoded.contactId());
            statement.setInt(2, encoded.sequence());
            statement.setObject(3, encoded.eventId());
            statement.setString(4, encoded.type());
            statement.setInt(5, encoded.revision());
            statement.setObject(6, encoded.at().atOffset(ZoneOffset.UTC));
            statement.setString(7, new String(encoded.dataJson(), UTF_8));
            statement.setString(8, new String(encoded.metadataJson(), UTF_8));
            statement.execute();
        } catch (SQLException e) {
            throw new EventLogUnavailable("storing a snapshot failed", e);
        }
    }

    Optional<Recorded> read(UUID contactId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select 0, contact_id, sequence, event_id, type, revision, at, data, metadata
                        from event_log_snapshot where contact_id = ?
                        """)) {
            statement.setObject(1, contactId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(recorded(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new EventLogUnavailable("reading a snapshot failed", e);
        }
    }

    private Recorded recorded(ResultSet row) throws SQLException {
        return new Recorded(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getObject(4, UUID.class),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                codec.decode(row.getString(5), row.getInt(6), row.getString(8)),
                codec.decodeMetadata(row.getString(9)));
    }
}
