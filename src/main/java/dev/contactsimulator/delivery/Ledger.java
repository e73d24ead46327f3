package dev.contactsimulator.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of {@code delivery}, as those who deliver use them. */
final class Ledger {

    static final String TABLE = "delivery";

    private static final String OPEN = "state in ('PENDING', 'FAILED', 'PARKED')";

    private static final String LANES_WITH_OPEN_ROWS = """
            select distinct contact_id, destination, target
            from delivery
            where contact_id = any (?) and %s
            """.formatted(OPEN);

    private static final String INSERT = """
            insert into delivery
                (destination, position, ordinal, copy, target, contact_id, state, attempts, error, due_at, by_hand)
            select destination, position, ordinal, copy, target, contact_id, state, attempts, error,
                clock_timestamp() + due_in * interval '1 millisecond', by_hand
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality as row
                (destination, position, ordinal, copy, target, contact_id, state, attempts, error, due_in, by_hand, place)
            order by place
            on conflict (destination, position, ordinal, copy) do nothing
            """;

    private static final String DELETE = """
            delete from delivery
            using unnest(?, ?, ?, ?, ?) as gone (destination, position, ordinal, copy, contact_id)
            where (delivery.destination, delivery.position, delivery.ordinal, delivery.copy, delivery.contact_id)
                = (gone.destination, gone.position, gone.ordinal, gone.copy, gone.contact_id)
            """;

    /** Positions come again after a reset, contacts do not. What was dropped by hand while it was sent stays dropped. */
    private static final String UPDATE = """
            update delivery
            set state = new.state, attempts = new.attempts, error = new.error, changed_at = clock_timestamp(),
                due_at = clock_timestamp() + new.due_in * interval '1 millisecond'
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as new
                (destination, position, ordinal, copy, contact_id, state, attempts, error, due_in)
            where (delivery.destination, delivery.position, delivery.ordinal, delivery.copy, delivery.contact_id)
                = (new.destination, new.position, new.ordinal, new.copy, new.contact_id) and delivery.%s
            """.formatted(OPEN);

    /** The lanes whose first open row may be attempted now, some of each target and of each destination. */
    private static final String DUE_LANES = """
            select contact_id, destination, target
            from (
                select *, row_number() over (partition by destination order by place, id) as place_at_destination
                from (
                    select *, row_number() over (partition by destination, target order by id) as place
                    from (
                        select distinct on (contact_id, destination, target)
                            contact_id, destination, target, id, state, due_at
                        from delivery
                        where %s
                        order by contact_id, destination, target, id) as head
                    where state <> 'PARKED' and due_at <= clock_timestamp()) as due
                where place <= ?) as due_of_target
            where place_at_destination <= ?
            """.formatted(OPEN);

    private static final String LANE = """
            select destination, position, ordinal, copy, state, attempts, error, by_hand
            from delivery
            where contact_id = ? and destination = ? and target = ? and %s
            order by id
            limit ?
            """.formatted(OPEN);

    private static final String DELETE_OLD = """
            delete from delivery
            where id in (
                select id from delivery
                where changed_at < clock_timestamp() - ? * interval '1 millisecond'
                order by changed_at
                limit ?)
            """;

    private final DataSource database;

    Ledger(DataSource database) {
        this.database = database;
    }

    /** Those of the lanes for which something waits. */
    Set<LaneKey> withOpenRows(Connection connection, Set<LaneKey> lanes) throws SQLException {
        Object[] contacts = lanes.stream().map(LaneKey::contactId).distinct().toArray();
        Set<LaneKey> found = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(LANES_WITH_OPEN_ROWS)) {
            select.setArray(1, connection.createArrayOf("uuid", contacts));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) found.add(lane(row));
            }
        }
        return found;
    }

    /** In this order. A row that somebody has made by hand meanwhile stays. */
    void insert(Connection transaction, List<LedgerRow> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (PreparedStatement insert = transaction.prepareStatement(INSERT)) {
            Columns columns = new Columns(insert, rows);
            columns.setIds();
            columns.set("text", row -> row.lane().target());
            columns.set("uuid", LedgerRow::contactId);
            columns.set("text", LedgerRow::state);
            columns.set("int4", LedgerRow::attempts);
            columns.set("text", LedgerRow::error);
            columns.set("int8", row -> row.dueIn().toMillis());
            columns.set("bool", LedgerRow::byHand);
            insert.executeUpdate();
        }
    }

    /** Writes what has become of deliveries that have rows. Of several changes of one, the last must stand alone. */
    void change(Collection<LedgerRow> rows) throws SQLException {
        List<LedgerRow> kept = rows.stream().filter(LedgerRow::isToBeKept).toList();
        List<LedgerRow> gone = rows.stream().filter(row -> !row.isToBeKept()).toList();
        try (Connection connection = database.getConnection()) {
            if (!gone.isEmpty()) {
                try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                    Columns columns = new Columns(delete, gone);
                    columns.setIds();
                    columns.set("uuid", LedgerRow::contactId);
                    delete.executeUpdate();
                }
            }
            if (!kept.isEmpty()) {
                try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
                    Columns columns = new Columns(update, kept);
                    columns.setIds();
                    columns.set("uuid", LedgerRow::contactId);
                    columns.set("text", LedgerRow::state);
                    columns.set("int4", LedgerRow::attempts);
                    columns.set("text", LedgerRow::error);
                    columns.set("int8", row -> row.dueIn().toMillis());
                    update.executeUpdate();
                }
            }
        }
    }

    /**
     * @param maxOfTarget how many lanes of one target at most
     * @param maxOfDestination how many lanes of all targets of a destination at most
     */
    List<LaneKey> dueLanes(int maxOfTarget, int maxOfDestination) throws SQLException {
        List<LaneKey> lanes = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(DUE_LANES)) {
            select.setInt(1, maxOfTarget);
            select.setInt(2, maxOfDestination);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) lanes.add(lane(row));
            }
        }
        return lanes;
    }

    /** The first open rows of a lane, in their order. */
    List<LedgerRow> rows(LaneKey lane, int limit) throws SQLException {
        List<LedgerRow> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(LANE)) {
            select.setObject(1, lane.contactId());
            select.setString(2, lane.destination());
            select.setString(3, lane.target());
            select.setInt(4, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new LedgerRow(
                            new DeliveryId(row.getString(1), row.getLong(2), row.getInt(3), row.getInt(4)),
                            lane,
                            DeliveryState.valueOf(row.getString(5)),
                            row.getInt(6),
                            row.getString(7),
                            Duration.ZERO,
                            row.getBoolean(8)));
                }
            }
        }
        return rows;
    }

    /** @return how many rows were deleted, {@code limit} at most */
    int deleteOlderThan(Duration age, int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(DELETE_OLD)) {
            delete.setLong(1, age.toMillis());
            delete.setInt(2, limit);
            return delete.executeUpdate();
        }
    }

    private static LaneKey lane(ResultSet row) throws SQLException {
        return new LaneKey(row.getObject(1, UUID.class), row.getString(2), row.getString(3));
    }

    /** Sets the columns of many rows as arrays, one parameter after the other. */
    private static final class Columns {

        private final PreparedStatement statement;
        private final List<LedgerRow> rows;
        private int parameter = 1;

        Columns(PreparedStatement statement, List<LedgerRow> rows) {
            this.statement = statement;
            this.rows = rows;
        }

        void setIds() throws SQLException {
            set("text", row -> row.id().destination());
            set("int8", row -> row.id().position());
            set("int4", row -> row.id().ordinal());
            set("int4", row -> row.id().copy());
        }

        void set(String type, Function<LedgerRow, ? extends @Nullable Object> value) throws SQLException {
            Object[] values = rows.stream().map(value).map(Columns::plain).toArray();
            statement.setArray(parameter++, statement.getConnection().createArrayOf(type, values));
        }

        private static @Nullable Object plain(@Nullable Object value) {
            return value instanceof DeliveryState state ? state.name() : value;
        }
    }
}
