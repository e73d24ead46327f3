package dev.contactsimulator.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the ledger as it is read for a list. */
record StoredRow(
        DeliveryId id,
        String target,
        UUID contactId,
        DeliveryState state,
        int attempts,
        @Nullable String error,
        Instant changedAt) {

    static final String COLUMNS =
            "destination, position, ordinal, copy, target, contact_id, state, attempts, error, changed_at";

    static StoredRow of(ResultSet row) throws SQLException {
        return new StoredRow(
                new DeliveryId(row.getString(1), row.getLong(2), row.getInt(3), row.getInt(4)),
                row.getString(5),
                row.getObject(6, UUID.class),
                DeliveryState.valueOf(row.getString(7)),
                row.getInt(8),
                row.getString(9),
                row.getObject(10, OffsetDateTime.class).toInstant());
    }

    ListedDelivery listed(@Nullable Instant at, @Nullable String payload) {
        return new ListedDelivery(id, target, contactId, at, state, attempts, error, changedAt, payload);
    }
}
