package dev.contactsimulator.eventlog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

/** The connection over which a node appends: each call is one round trip and one transaction. */
final class AppendConnection implements AutoCloseable {

    /** Where the log ended after an append, and which contacts it refused to continue. */
    record Appended(int epoch, long position, Set<UUID> refused) {}

    private static final String APPEND =
            """
            select head_epoch, head_position, refused
            from event_log_append(?, ?::uuid[], ?, ?::uuid[], ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final long MICROS_1970_TO_2000 = 946_684_800_000_000L;

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
            statement.execute(
                    """
                    set statement_timeout = '10s';
                    set lock_timeout = '5s';
                    set idle_in_transaction_session_timeout = '10s';
                    set plan_cache_mode = force_generic_plan;
                    set enable_seqscan = off;
                    set jit = off
                    """);
        }
        append = connection.prepareStatement(APPEND);
        append.unwrap(PGStatement.class).setPrepareThreshold(1);
    }

    Appended append(List<AppendCommand> commands, boolean announce) throws SQLException {
        List<EncodedEvent> events =
                commands.stream().flatMap(command -> command.events().stream()).toList();
        append.setArray(1, array("int4", firsts(commands)));
        append.setArray(2, array("text", texts(events, event -> event.contactId().toString())));
        append.setArray(3, array("int4", events.stream().mapToInt(EncodedEvent::sequence).toArray()));
        append.setArray(4, array("text", texts(events, event -> event.eventId().toString())));
        append.setArray(5, array("text", texts(events, EncodedEvent::type)));
        append.setArray(6, array("int4", events.stream().mapToInt(EncodedEvent::revision).toArray()));
        append.setArray(7, array("int8", events.stream().mapToLong(AppendConnection::micros).toArray()));
        append.setArray(8, array("text", texts(events, EncodedEvent::dataJson)));
        append.setArray(9, array("text", texts(events, EncodedEvent::metadataJson)));
        append.setArray(10, array("bytea", events.stream().map(EncodedEvent::digest).toArray(byte[][]::new)));
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

    private Array array(String type, Object elements) throws SQLException {
        return connection.unwrap(PGConnection.class).createArrayOf(type, elements);
    }

    private static String[] texts(List<EncodedEvent> events, Function<EncodedEvent, String> text) {
        return events.stream().map(text).toArray(String[]::new);
    }

    private static int[] firsts(List<AppendCommand> commands) {
        int[] firsts = new int[commands.size()];
        int next = 1;
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = next;
            next += commands.get(i).events().size();
        }
        return firsts;
    }

    private static long micros(EncodedEvent event) {
        return EventHash.microsOf2000(event.at()) + MICROS_1970_TO_2000;
    }
}
