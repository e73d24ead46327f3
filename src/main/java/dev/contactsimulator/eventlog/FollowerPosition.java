package dev.contactsimulator.eventlog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;

/** The row of {@code follower_position} that says how far a follower has come. */
public final class FollowerPosition {

    /**
     * How far a follower has come.
     *
     * @param generation counts the rebuilds
     */
    public record State(LogPlace place, int generation) {

        State moveTo(long position) {
            return new State(place.moveTo(position), generation);
        }
    }

    /** A follower's place, and the end of the log at the same moment. */
    record Gap(LogPlace follower, LogPlace end) {

        long events() {
            return follower.epoch() == end.epoch() ? end.position() - follower.position() : end.position();
        }

        boolean isClosed() {
            return follower.compareTo(end) >= 0;
        }

        /** A position moves only to an event that is in the log, so this cannot be, but for a database that was changed by hand. */
        void check(String name) {
            if (follower.compareTo(end) > 0) {
                throw new IllegalStateException(
                        "the follower " + name + " is past the end of the log: rebuild its view");
            }
        }
    }

    /** The server ends the transaction of a node that is paused, so that a client holds no lock for longer. */
    private static final String LIMIT_LOCKS = """
            set local idle_in_transaction_session_timeout = '2s';
            set local lock_timeout = '5s';
            """;

    private static final String LIMIT_STATEMENTS = """
            set local statement_timeout = '8s';
            """;

    private static final String REGISTER = """
            insert into follower_position (name, epoch, position)
            select ?, epoch, 0 from event_log_head
            on conflict do nothing
            """;

    private static final String GAP = """
            select f.epoch, f.position, h.epoch, h.position
            from follower_position f, event_log_head h
            where f.name = ?
            """;

    private static final String STATE = """
            select epoch, position, generation
            from follower_position
            where name = ?
            """;

    private static final String LOCK = STATE + "for update";

    /** In one round trip with the limits of the transaction that it begins. */
    private static final String MOVE = LIMIT_LOCKS + LIMIT_STATEMENTS + """
            update follower_position
            set position = ?
            where name = ? and epoch = ? and position = ? and generation = ? and token = coalesce(?, token)
                and exists (select from event_log e where e.position = ? and e.event_id = ?)
            """;

    private static final String REBUILT = """
            update follower_position
            set position = ?, generation = generation + 1
            where name = ?
            """;

    private static final String CLAIM = """
            update follower_position
            set holder = ?, token = token + 1, held_until = clock_timestamp() + ? * interval '1 millisecond'
            where name = ? and (holder is null or holder = ? or held_until < clock_timestamp())
            returning token
            """;

    private static final String RENEW = """
            update follower_position
            set held_until = clock_timestamp() + ? * interval '1 millisecond'
            where name = ? and token = ?
            """;

    private static final String RELEASE = """
            update follower_position
            set holder = null, held_until = null
            where name = ? and token = ?
            """;

    private final String name;
    private final DataSource database;

    public FollowerPosition(String name, DataSource database) {
        this.name = name;
        this.database = database;
    }

    /** Makes the row of a follower that is new: it begins with the first event. */
    void register() throws SQLException {
        update(REGISTER, name);
    }

    public State state() throws SQLException {
        try (Connection connection = BoundedConnections.from(database)) {
            return state(connection, STATE);
        }
    }

    /**
     * Reads the state and has all other writers of the follower wait until the transaction ends. It must not be idle for
     * 2 s from then on: the server would end it.
     */
    public State lock(Connection transaction) throws SQLException {
        try (Statement limits = transaction.createStatement()) {
            limits.execute(LIMIT_LOCKS);
        }
        return state(transaction, LOCK);
    }

    private State state(Connection connection, String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) throw new IllegalStateException("there is no follower " + name);
                return new State(new LogPlace(row.getInt(1), row.getLong(2)), row.getInt(3));
            }
        }
    }

    /** Compares follower and log in one statement, so that no reset can come between. */
    Gap gap() throws SQLException {
        try (Connection connection = BoundedConnections.from(database);
                PreparedStatement select = connection.prepareStatement(GAP)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) throw new IllegalStateException("there is no follower " + name);
                return new Gap(
                        new LogPlace(row.getInt(1), row.getLong(2)), new LogPlace(row.getInt(3), row.getLong(4)));
            }
        }
    }

    /**
     * Moves the position to an event, if the follower is where {@code expected} says, the event is still in the log and, if
     * there is a token, the lease has not been taken by another node. Begins the transaction: it sets its limits, too.
     */
    boolean move(Connection transaction, State expected, RecordedEvent to, OptionalLong token) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(MOVE)) {
            update.setLong(1, to.position());
            update.setString(2, name);
            update.setInt(3, expected.place().epoch());
            update.setLong(4, expected.place().position());
            update.setInt(5, expected.generation());
            update.setObject(6, token.isPresent() ? token.getAsLong() : null, Types.BIGINT);
            update.setLong(7, to.position());
            update.setObject(8, to.eventId());
            update.execute();
            return lastCount(update) == 1;
        }
    }

    /** How many rows the last of several statements has changed. */
    private static int lastCount(Statement statements) throws SQLException {
        int last = -1;
        int count = statements.getUpdateCount();
        while (count >= 0) {
            last = count;
            statements.getMoreResults();
            count = statements.getUpdateCount();
        }
        return last;
    }

    /** Moves the position and tells all writers that what they have read of the follower's tables is outdated. */
    public void rebuilt(Connection transaction, long position) throws SQLException {
        try (PreparedStatement update = transaction.prepareStatement(REBUILT)) {
            update.setLong(1, position);
            update.setString(2, name);
            update.executeUpdate();
        }
    }

    /** Takes the lease if no other node has it; returns its token. */
    OptionalLong claim(UUID node, Duration length) throws SQLException {
        try (Connection connection = BoundedConnections.from(database);
                PreparedStatement update = connection.prepareStatement(CLAIM)) {
            update.setObject(1, node);
            update.setLong(2, length.toMillis());
            update.setString(3, name);
            update.setObject(4, node);
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Whether the lease is still this node's, which it is for another while then. */
    boolean renew(long token, Duration length) throws SQLException {
        return update(RENEW, length.toMillis(), name, token) == 1;
    }

    void release(long token) throws SQLException {
        update(RELEASE, name, token);
    }

    private int update(String sql, Object... parameters) throws SQLException {
        try (Connection connection = BoundedConnections.from(database);
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) update.setObject(i + 1, parameters[i]);
            return update.executeUpdate();
        }
    }
}
