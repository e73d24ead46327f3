package dev.contactsimulator.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Changes deliveries by hand. The node that delivers looks at its ledger a few times a second. */
public final class DeliveryChanges {

    /** What can be asked for. */
    public enum Change {
        /** Sends it, or sends it again; what waits behind it goes on. */
        REDRIVE,
        /** Sends it once more, besides. */
        DUPLICATE,
        /** Does not send it; what waits behind it goes on. */
        DROP
    }

    private static final String REDRIVE = """
            insert into delivery (destination, position, ordinal, copy, target, contact_id, state, by_hand)
            values (?, ?, ?, ?, ?, ?, 'PENDING', true)
            on conflict (destination, position, ordinal, copy) do update
            set state = 'PENDING', attempts = 0, by_hand = true, due_at = clock_timestamp(), changed_at = clock_timestamp()
            """;

    private static final String DUPLICATE = """
            insert into delivery (destination, position, ordinal, copy, target, contact_id, state, by_hand)
            select wanted.destination, wanted.position, wanted.ordinal, 1 + coalesce((
                    select max(copy)
                    from delivery d
                    where (d.destination, d.position, d.ordinal) = (wanted.destination, wanted.position, wanted.ordinal)), 0),
                wanted.target, wanted.contact_id, 'PENDING', true
            from (values (?, ?, ?, ?, ?::uuid)) as wanted (destination, position, ordinal, target, contact_id)
            on conflict (destination, position, ordinal, copy) do nothing
            """;

    private static final String DROP = """
            update delivery
            set state = 'DROPPED', changed_at = clock_timestamp()
            where destination = ? and position = ? and ordinal = ? and copy = ?
                and state in ('PENDING', 'FAILED', 'PARKED')
            """;

    private final DataSource database;

    public DeliveryChanges(DataSource database) {
        this.database = database;
    }

    /** @return false if it cannot be changed like this now: it is being made, or is past that */
    public boolean apply(Change change, ListedDelivery delivery) throws SQLException {
        boolean hasNoRowYet = delivery.state() == DeliveryState.PENDING && delivery.changedAt() == null;
        if (hasNoRowYet) return false;
        try (Connection connection = database.getConnection()) {
            return switch (change) {
                case REDRIVE -> redrive(connection, delivery);
                case DUPLICATE -> duplicate(connection, delivery);
                case DROP -> drop(connection, delivery.id());
            };
        }
    }

    private static boolean redrive(Connection connection, ListedDelivery delivery) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(REDRIVE)) {
            setId(upsert, delivery.id());
            upsert.setString(5, delivery.target());
            upsert.setObject(6, delivery.contactId());
            return upsert.executeUpdate() == 1;
        }
    }

    /** False as well if somebody else asks for a duplicate of the same delivery at the same moment. */
    private static boolean duplicate(Connection connection, ListedDelivery delivery) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(DUPLICATE)) {
            insert.setString(1, delivery.id().destination());
            insert.setLong(2, delivery.id().position());
            insert.setInt(3, delivery.id().ordinal());
            insert.setString(4, delivery.target());
            insert.setObject(5, delivery.contactId());
            return insert.executeUpdate() == 1;
        }
    }

    private static boolean drop(Connection connection, DeliveryId id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DROP)) {
            setId(update, id);
            return update.executeUpdate() == 1;
        }
    }

    private static void setId(PreparedStatement statement, DeliveryId id) throws SQLException {
        statement.setString(1, id.destination());
        statement.setLong(2, id.position());
        statement.setInt(3, id.ordinal());
        statement.setInt(4, id.copy());
    }
}
