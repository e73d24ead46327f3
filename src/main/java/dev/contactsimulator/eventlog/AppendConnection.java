package dev.contactsimulator.eventlog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.postgresql.PGStatement;

/** The connection over which a node appends: each call is one round trip and one transaction. */
final class AppendConnection implements AutoCloseable {

    /** Where the log ended after an append, and which contacts it refused to continue. */
    record Appended(int epoch, long position, Set<UUID> refused) {}

    private static final String APPEND = """
            select head_epoch, head_position, refused
            from event_log_append(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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

    Appended append(List<AppendCommand> commands, boolean announce) throws SQLException {
        List<EncodedEvent> events = new ArrayList<>();
        for (AppendCommand command : commands) events.addAll(command.events());
        append.setObject(1, BinaryArray.integers(firsts(commands)));
        append.setObject(2, BinaryArray.uuids(each(events, EncodedEvent::contactId)));
        append.setObject(3, BinaryArray.integers(each(events, EncodedEvent::sequence)));
        append.setObject(4, BinaryArray.uuids(each(events, EncodedEvent::eventId)));
        append.setObject(5, BinaryArray.texts(each(events, EncodedEvent::type)));
        append.setObject(6, BinaryArray.integers(each(events, EncodedEvent::revision)));
        append.setObject(7, BinaryArray.times(each(events, EncodedEvent::at)));
        append.setObject(8, BinaryArray.json(each(events, EncodedEvent::dataJson)));
        append.setObject(9, BinaryArray.json(each(events, EncodedEvent::metadataJson)));
        append.setObject(10, BinaryArray.bytes(each(events, EncodedEvent::digest)));
        append.setBoolean(11, announce);
        try (ResultSet result = append.executeQuery()) {
            result.next();
            Array refused = result.getArray(3);
            return new Appended(
                    result.getInt(1),
                    result.getLong(2),
                    refused == null ? Set.of() : Set.copyOf(Arrays.asList((UUID[]) refused.getArray())));
        }
    }

    /** Tells all nodes how far the log has come. */
    void announce(int epoch, long position) throws SQLException {
        try (PreparedStatement notify = connection.prepareStatement("select pg_notify('event_log', ? || ' ' || ?)")) {
            notify.setInt(1, epoch);
            notify.setLong(2, position);
            notify.execute();
        }
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
            firsts.add(next);
            next += command.events().size();
        }
        return firsts;
    }
}
