package dev.contactsimulator.crash;

import dev.contactsimulator.crash.Violation.Rule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the log, and verifies its hashes, with SQL only, as an auditor can who has only the documentation. */
final class LogTable {

    private static final String EVENTS = """
            select position, contact_id, sequence, event_id, type,
                   metadata ->> 'invocationId', metadata ->> 'requestId',
                   data #>> '{message,content}', data #>> '{chat,sourceId}', (data ->> 'number')::integer
            from event_log
            order by position
            """;

    /** hash(n) = SHA-256(hash(n-1) || n || SHA-256(length and bytes of each field)), see EventHash. */
    private static final String BROKEN_LINKS = """
            with link as (
                select position, hash,
                       lag(hash, 1, decode(repeat('00', 32), 'hex')) over (order by position) as before,
                       sha256(int4send(16) || uuid_send(contact_id)
                           || int4send(4)  || int4send(sequence)
                           || int4send(16) || uuid_send(event_id)
                           || int4send(octet_length(type))           || textsend(type)
                           || int4send(4)  || int4send(revision)
                           || int4send(8)  || timestamptz_send(at)
                           || int4send(octet_length(data::text))     || textsend(data::text)
                           || int4send(octet_length(metadata::text)) || textsend(metadata::text)) as digest
                from event_log)
            select position from link
            where hash <> sha256(before || int8send(position) || digest)
            order by position limit 10
            """;

    private static final String HEAD_IS_LAST = """
            select head.position = coalesce(last.position, 0)
                   and head.hash = coalesce(last.hash, decode(repeat('00', 32), 'hex')),
                   head.position, last.position
            from event_log_head head
            left join (select position, hash from event_log order by position desc limit 1) last on true
            """;

    private static final Pattern TOKEN = Pattern.compile("token=([0-9a-f-]{36}) ");

    private final Connection connection;

    LogTable(Connection connection) {
        this.connection = connection;
    }

    List<LoggedEvent> events() throws SQLException {
        connection.setAutoCommit(false);
        List<LoggedEvent> events = new ArrayList<>();
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(1_000);
            try (var rows = statement.executeQuery(EVENTS)) {
                while (rows.next()) events.add(event(rows));
            }
        } finally {
            connection.setAutoCommit(true);
        }
        return events;
    }

    /** A row of position, contact, sequence, event id, type, invocation, request, text, SourceId and number. */
    static LoggedEvent event(ResultSet row) throws SQLException {
        return new LoggedEvent(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getObject(4, UUID.class),
                row.getString(5).intern(),
                uuid(row.getString(6)),
                row.getString(7),
                token(row.getString(8)),
                row.getString(9),
                row.getInt(10));
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    private static @Nullable UUID token(@Nullable String content) {
        if (content == null) return null;
        Matcher token = TOKEN.matcher(content);
        return token.find() ? UUID.fromString(token.group(1)) : null;
    }

    List<Violation> verify() throws SQLException {
        List<Violation> violations = new ArrayList<>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(BROKEN_LINKS)) {
                while (rows.next()) {
                    violations.add(new Violation(2, Rule.BROKEN_CHAIN, "position " + rows.getLong(1)));
                }
            }
            try (var row = statement.executeQuery(HEAD_IS_LAST)) {
                row.next();
                if (!row.getBoolean(1)) {
                    violations.add(new Violation(
                            2, Rule.WRONG_HEAD, "head " + row.getLong(2) + ", last event " + row.getLong(3)));
                }
            }
        }
        return violations;
    }

    long head() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select position from event_log_head")) {
            row.next();
            return row.getLong(1);
        }
    }
}
