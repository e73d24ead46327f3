package dev.contactsimulator.eventlog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.postgresql.PGStatement;
import org.postgresql.util.PSQLException;

/** The connection over which a node appends: each call is one round trip and one transaction. */
final class AppendConnection implements AutoCloseable {

    /** Where the log ended after an append, and which contacts it refused to continue; all, if the epoch is another. */
    record Appended(LogEnd end, Set<UUID> refused) {}

    private static final String APPEND = """
            select head_epoch, head_position, head_hash, refused
            from event_log_append(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Connection connection;
    private final PreparedStatement append;

    static AppendConnection open(Connections connections) throws SQLException {
        Connection connection = connections.open();
        try {
            return new AppendConnection(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private AppendConnection(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            // a node may wait for another's append, but never for long; the statistics of a young table may be wrong
            statement.execute("""
                    set statement_timeout = '8s';
                    set lock_timeout = '5s';
                    set idle_in_transaction_session_timeout = '10s';
                    set plan_cache_mode = force_generic_plan;
                    set enable_seqscan = off;
                    set jit = off
                    """);
        }
        BinaryArray.enable(connection);
        append = connection.prepareStatement(APPEND);
        append.unwrap(PGStatement.class).setPrepareThreshold(1);
    }

    Appended append(int epoch, List<AppendCommand> commands, boolean announce) throws SQLException {
        List<EncodedEvent> events = new ArrayList<>();
        for (AppendCommand command : commands) events.addAll(command.events());
        append.setInt(1, epoch);
        append.setObject(2, BinaryArray.integers(firsts(commands)));
        append.setObject(3, BinaryArray.uuids(each(events, EncodedEvent::contactId)));
        append.setObject(4, BinaryArray.integers(each(events, EncodedEvent::sequence)));
        append.setObject(5, BinaryArray.uuids(each(events, EncodedEvent::eventId)));
        append.setObject(6, BinaryArray.texts(each(events, EncodedEvent::type)));
        append.setObject(7, BinaryArray.integers(each(events, EncodedEvent::revision)));
        append.setObject(8, BinaryArray.times(each(events, EncodedEvent::at)));
        append.setObject(9, BinaryArray.json(each(events, EncodedEvent::dataJson)));
        append.setObject(10, BinaryArray.json(each(events, EncodedEvent::metadataJson)));
        append.setObject(11, BinaryArray.bytes(each(events, EncodedEvent::digest)));
        append.setBoolean(12, announce);
        try (ResultSet result = append.executeQuery()) {
            result.next();
            Array refused = result.getArray(4);
            return new Appended(
                    new LogEnd(result.getInt(1), new Head(result.getLong(2), result.getBytes(3))),
                    refused == null ? Set.of() : Set.copyOf(Arrays.asList((UUID[]) refused.getArray())));
        }
    }

    /** Which of the events are in the log: after a connection broke it is not known what it has recorded. */
    Set<UUID> recorded(List<EncodedEvent> events) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select e.event_id
                from unnest(?::uuid[], ?::integer[]) as sought (contact_id, sequence)
                join event_log e using (contact_id, sequence)
                """)) {
            select.setObject(1, BinaryArray.uuids(each(events, EncodedEvent::contactId)));
            select.setObject(2, BinaryArray.integers(each(events, EncodedEvent::sequence)));
            try (ResultSet row = select.executeQuery()) {
                Set<UUID> recorded = new HashSet<>();
                while (row.next()) recorded.add(row.getObject(1, UUID.class));
                return recorded;
            }
        }
    }

    /** Tells {@code tail} how far the log goes, and whether it still has what this node knows of it. */
    LogEnd look(Tail tail) throws SQLException {
        return EventReader.look(connection, tail);
    }

    /** Tells all nodes how far the log has come. */
    void announce(LogEnd end) throws SQLException {
        try (PreparedStatement announce = connection.prepareStatement("select pg_notify('event_log', ? || ' ' || ?)")) {
            announce.setInt(1, end.epoch());
            announce.setLong(2, end.position());
            announce.execute();
        }
    }

    /** Whether the server itself says that it has rolled back, and goes on: then the outcome is known. */
    static boolean isRolledBack(Throwable e) {
        return e instanceof PSQLException failure
                && failure.getServerErrorMessage() != null
                && "ERROR".equals(failure.getServerErrorMessage().getSeverity());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // it is gone either way
        }
    }

    private static <T> List<T> each(List<EncodedEvent> events, Function<EncodedEvent, T> property) {
        List<T> values = new ArrayList<>(events.size());
        for (EncodedEvent event : events) values.add(property.apply(event));
        return values;
    }

    private static List<Integer> firsts(List<AppendCommand> commands) {
        List<Integer> firsts = new ArrayList<>(commands.size());
        int next = 1;
        for (AppendCommand command : commands) {
            if (command.isConfirmation()) continue;
            firsts.add(next);
            next += command.events().size();
        }
        return firsts;
    }
}
