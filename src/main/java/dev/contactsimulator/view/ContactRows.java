package dev.contactsimulator.view;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.view.ContactRow.End;
import dev.contactsimulator.view.ContactRow.Metrics;
import dev.contactsimulator.view.ContactRow.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes many contact rows at once, in the view or in the table that a rebuild fills. */
final class ContactRows {

    /** A component of a row on its way into the database: as an array over all rows. */
    private record Column(String type, Function<ContactRow, @Nullable Object> value) {}

    private static final String LOAD = """
            select contact_id, instance_id, flow_id, source_id, destination_id, subtype, number,
                   customer_id, customer_name, supported_content_types, streaming_endpoint_arn,
                   segment_attributes, initiated_at, expires_at,
                   attributes, tags, connected_at, ended_at, disconnect_reason,
                   messages, customer_messages, customer_message_chars, last_customer_message_at,
                   last_update_at, position
            from %s
            where contact_id = any (?)
            """;

    /** What a contact has from its beginning on is written once. */
    private static final String SAVE = """
            insert into %s as contact (
                   contact_id, instance_id, flow_id, source_id, destination_id, subtype, number,
                   customer_id, customer_name, supported_content_types, streaming_endpoint_arn,
                   segment_attributes, initiated_at, expires_at,
                   attributes, tags, connected_at, ended_at, disconnect_reason,
                   messages, customer_messages, customer_message_chars, last_customer_message_at,
                   last_update_at, position)
            select *
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (contact_id) do update set
                   attributes = excluded.attributes,
                   tags = excluded.tags,
                   connected_at = excluded.connected_at,
                   ended_at = excluded.ended_at,
                   disconnect_reason = excluded.disconnect_reason,
                   messages = excluded.messages,
                   customer_messages = excluded.customer_messages,
                   customer_message_chars = excluded.customer_message_chars,
                   last_customer_message_at = excluded.last_customer_message_at,
                   last_update_at = excluded.last_update_at,
                   position = excluded.position
            """;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> MAP = new TypeReference<>() {};
    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

    /** In the order of {@link #SAVE}. */
    private static final List<Column> COLUMNS = List.of(
            new Column("uuid", row -> row.contactId().value()),
            new Column("text", row -> row.origin().instanceId()),
            new Column("text", row -> row.origin().flowId()),
            new Column("text", row -> row.origin().chat().sourceId()),
            new Column("text", row -> row.origin().chat().destinationId()),
            new Column("text", row -> row.origin().chat().subtype()),
            new Column("int4", row -> row.origin().number()),
            new Column("uuid", row -> row.origin().customer().value()),
            new Column("text", row -> row.origin().customerName()),
            new Column("jsonb", row -> JSON.writeValueAsString(row.origin().supportedContentTypes())),
            new Column("text", row -> row.origin().streamingEndpointArn()),
            new Column("jsonb", row -> JSON.writeValueAsString(row.origin().segmentAttributes())),
            new Column("timestamptz", row -> row.origin().initiatedAt()),
            new Column("timestamptz", row -> row.origin().expiresAt()),
            new Column("jsonb", row -> JSON.writeValueAsString(row.attributes())),
            new Column("jsonb", row -> JSON.writeValueAsString(row.tags())),
            new Column("timestamptz", ContactRow::connectedAt),
            new Column(
                    "timestamptz", row -> row.end() == null ? null : row.end().at()),
            new Column("text", row -> row.end() == null ? null : row.end().reason()),
            new Column("int4", row -> row.metrics().messages()),
            new Column("int4", row -> row.metrics().customerMessages()),
            new Column("int8", row -> row.metrics().customerMessageChars()),
            new Column("timestamptz", row -> row.metrics().lastCustomerMessageAt()),
            new Column("timestamptz", ContactRow::lastUpdateAt),
            new Column("int8", ContactRow::position));

    private final String load;
    private final String save;

    private ContactRows(String table) {
        load = LOAD.formatted(table);
        save = SAVE.formatted(table);
    }

    static ContactRows in(String table) {
        return new ContactRows(table);
    }

    Map<ContactId, ContactRow> load(Connection connection, Collection<UUID> contactIds) throws SQLException {
        Map<ContactId, ContactRow> rows = HashMap.newHashMap(contactIds.size());
        if (contactIds.isEmpty()) return rows;
        try (PreparedStatement select = connection.prepareStatement(load)) {
            select.setArray(1, connection.createArrayOf("uuid", contactIds.toArray()));
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    ContactRow row = row(result);
                    rows.put(row.contactId(), row);
                }
            }
        }
        return rows;
    }

    void save(Connection connection, Collection<ContactRow> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (PreparedStatement upsert = connection.prepareStatement(save)) {
            for (int i = 0; i < COLUMNS.size(); i++) {
                Column column = COLUMNS.get(i);
                Object[] values = rows.stream().map(column.value()).toArray();
                upsert.setArray(i + 1, connection.createArrayOf(column.type(), values));
            }
            upsert.executeUpdate();
        }
    }

    private static ContactRow row(ResultSet row) throws SQLException {
        Origin origin = new Origin(
                new ContactId(row.getObject("contact_id", UUID.class)),
                row.getString("instance_id"),
                row.getString("flow_id"),
                new ChatName(row.getString("source_id"), row.getString("destination_id"), row.getString("subtype")),
                row.getInt("number"),
                new ParticipantId(row.getObject("customer_id", UUID.class)),
                row.getString("customer_name"),
                JSON.readValue(row.getString("supported_content_types"), LIST),
                row.getString("streaming_endpoint_arn"),
                JSON.readValue(row.getString("segment_attributes"), MAP),
                instant(row, "initiated_at"),
                instant(row, "expires_at"));
        Instant endedAt = nullableInstant(row, "ended_at");
        return new ContactRow(
                origin,
                JSON.readValue(row.getString("attributes"), MAP),
                JSON.readValue(row.getString("tags"), MAP),
                nullableInstant(row, "connected_at"),
                endedAt == null ? null : new End(endedAt, DisconnectReason.valueOf(row.getString("disconnect_reason"))),
                new Metrics(
                        row.getInt("messages"),
                        row.getInt("customer_messages"),
                        row.getLong("customer_message_chars"),
                        nullableInstant(row, "last_customer_message_at")),
                instant(row, "last_update_at"),
                row.getLong("position"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
