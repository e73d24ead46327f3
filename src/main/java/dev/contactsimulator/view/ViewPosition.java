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

    private static final String GAP =
            """
            select v.epoch, v.position, h.position
            from view_position v, event_log_head h
            where v.view = 'contact'
            """;

    private static final String LOCK =
            """
            select epoch, position
            from view_position
            where view = 'contact'
            for update
            """;

    private static final String MOVE =
            """
            update view_position
            set position = ?
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

    /** Reads the place and keeps all other writers of the view waiting until the transaction ends. */
    static Place lock(Connection transaction) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement(LOCK);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Place(row.getLong(1), row.getLong(2));
        }
    }

    static void move(Connection transaction, long position) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(MOVE)) {
            update.setLong(1, position);
            update.executeUpdate();
        }
    }
}
