package dev.contactsimulator.view;

import static java.util.stream.Collectors.joining;

import dev.contactsimulator.contact.ContactId;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes many contact rows at once, in the view or in the table that a rebuild fills. */
final class ContactRows {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A column of the table, which is a field of {@link StoredContact}. Of many rows it is written as an array. */
    private record TableColumn(
            Field field, String name, String type, @Nullable JavaType json) {

        static TableColumn of(Field field) {
            field.setAccessible(true);
            String name = field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            String type = type(field.getType());
            JavaType json = type.equals("jsonb") ? JSON.getTypeFactory().constructType(field.getGenericType()) : null;
            return new TableColumn(field, name, type, json);
        }

        private static String type(Class<?> type) {
            if (type == UUID.class) return "uuid";
            if (type == String.class || type.isEnum()) return "text";
            if (type == int.class) return "int4";
            if (type == long.class) return "int8";
            if (type == Instant.class) return "timestamptz";
            if (type == Map.class || type == List.class || type.isRecord()) return "jsonb";
            throw new IllegalStateException("no column type for " + type);
        }

        /** Whether it changes after the contact's first event. */
        boolean isUpdatable() {
            Column column = field.getAnnotation(Column.class);
            return !field.isAnnotationPresent(Id.class) && (column == null || column.updatable());
        }

        @Nullable
        Object value(StoredContact row) {
            try {
                Object value = field.get(row);
                return json == null || value == null ? value : JSON.writeValueAsString(value);
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        void read(ResultSet result, int index, StoredContact into) throws SQLException {
            try {
                field.set(into, read(result, index));
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private @Nullable Object read(ResultSet result, int index) throws SQLException {
            if (json != null) {
                String text = result.getString(index);
                return text == null ? null : JSON.readValue(text, json);
            }
            if (field.getType() == Instant.class) {
                OffsetDateTime at = result.getObject(index, OffsetDateTime.class);
                return at == null ? null : at.toInstant();
            }
            if (field.getType().isEnum()) return constant(result.getString(index));
            return field.getType() == UUID.class ? result.getObject(index, UUID.class) : result.getObject(index);
        }

        private @Nullable Object constant(@Nullable String name) {
            for (Object constant : field.getType().getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(name)) return constant;
            }
            return null;
        }
    }

    private static final List<TableColumn> COLUMNS = Arrays.stream(StoredContact.class.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
            .map(TableColumn::of)
            .toList();

    /** The columns, in the order in which {@link #row} reads them. */
    static final String NAMES = COLUMNS.stream().map(TableColumn::name).collect(joining(", "));

    private final String load;
    private final String save;

    private ContactRows(String table) {
        load = "select " + NAMES + " from " + table + " where contact_id = any (?)";
        save = "insert into " + table + " as contact (" + NAMES + ") select * from unnest("
                + COLUMNS.stream().map(column -> "?").collect(joining(", "))
                + ") on conflict (contact_id) do update set "
                + COLUMNS.stream()
                        .filter(TableColumn::isUpdatable)
                        .map(column -> column.name() + " = excluded." + column.name())
                        .collect(joining(", "));
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

    static ContactRow row(ResultSet result) throws SQLException {
        StoredContact stored = new StoredContact();
        for (int i = 0; i < COLUMNS.size(); i++) COLUMNS.get(i).read(result, i + 1, stored);
        return stored.row();
    }

    void save(Connection connection, Collection<ContactRow> rows) throws SQLException {
        if (rows.isEmpty()) return;
        List<StoredContact> stored = rows.stream().map(StoredContact::of).toList();
        try (PreparedStatement upsert = connection.prepareStatement(save)) {
            for (int i = 0; i < COLUMNS.size(); i++) {
                TableColumn column = COLUMNS.get(i);
                Object[] values = stored.stream().map(column::value).toArray();
                upsert.setArray(i + 1, connection.createArrayOf(column.type(), values));
            }
            upsert.executeUpdate();
        }
    }
}
