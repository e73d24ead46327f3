package dev.contactsimulator.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The row of {@code view_position} that says how far the contact view has come. It moves in the transaction that writes
 * the rows, so the two never differ.
 */
final class ViewPosition {

    /** The view's place, and the end of the log at the same moment. */
    record Gap(Place view, long head) {

        boolean isClosed() {
            return view.position() >= head;
        }

        Place end() {
            return view.moveTo(head);
        }
    }

    /**
     * What is known of the view.
     *
     * @param rebuilds how often its rows have been replaced
     */
    record State(Place place, int rebuilds) {

        State moveTo(long position) {
            return new State(place.moveTo(position), rebuilds);
        }
    }

    private static final String GAP = """
            select v.epoch, v.position, h.position
            from view_position v, event_log_head h
            where v.view = 'contact'
            """;

    private static final String STATE = """
            select epoch, position, rebuilds
            from view_position
            where view = 'contact'
            """;

    private static final String LOCK = STATE + "for update";

    private static final String MOVE = """
            update view_position
            set position = ?
            where view = 'contact'
            """;

    private static final String REBUILT = """
            update view_position
            set position = ?, rebuilds = rebuilds + 1
            where view = 'contact'
            """;

    private ViewPosition() {}

    /** Compares view and log in one statement, so that no reset of the log can come between. */
    static Gap gap(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(GAP);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Gap(new Place(row.getLong(1), row.getLong(2)), row.getLong(3));
        }
    }

    static State state(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return state(connection, STATE);
        }
    }

    /** Reads the state and keeps all other writers of the view waiting until the transaction ends. */
    static State lock(Connection transaction) throws SQLException {
        return state(transaction, LOCK);
    }

    private static State state(Connection connection, String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new State(new Place(row.getLong(1), row.getLong(2)), row.getInt(3));
        }
    }

    static void move(Connection transaction, long position) throws SQLException {
        move(transaction, MOVE, position);
    }

    /** Moves it, and tells all writers that what they have read of the rows is old. */
    static void rebuilt(Connection transaction, long position) throws SQLException {
        move(transaction, REBUILT, position);
    }

    private static void move(Connection transaction, String statement, long position) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(statement)) {
            update.setLong(1, position);
            update.executeUpdate();
        }
    }
}
