package dev.contactsimulator.crash;

import dev.contactsimulator.crash.Violation.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Compares the rows of the view of contacts with a fold of the log that SQL does, without any code of the program. */
final class ContactViewTable {

    private static final String DIFFERENT_ROWS = """
            with fold as (
                select contact_id,
                       min(data #>> '{chat,sourceId}')      filter (where type = 'ContactCreated') as source_id,
                       min(data #>> '{chat,destinationId}') filter (where type = 'ContactCreated') as destination_id,
                       min(data #>> '{chat,subtype}')       filter (where type = 'ContactCreated') as subtype,
                       min((data ->> 'number')::integer)    filter (where type = 'ContactCreated') as number,
                       min(data #>> '{customer,displayName}')
                                                            filter (where type = 'ContactCreated') as customer_name,
                       min((data ->> 'at')::timestamptz)    filter (where type = 'ContactCreated') as initiated_at,
                       min((data ->> 'at')::timestamptz)    filter (where type = 'Disconnected') as ended_at,
                       min(data ->> 'reason')               filter (where type = 'Disconnected') as disconnect_reason,
                       count(*)                             filter (where type = 'MessageSent') as messages,
                       coalesce(sum(char_length(data #>> '{message,content}')), 0) as customer_message_chars,
                       max((data ->> 'at')::timestamptz)    filter (where type = 'MessageSent')
                                                                                       as last_customer_message_at,
                       max(position)  filter (where type not in ('EventSent', 'ParticipantLeft')) as position
                from event_log
                group by contact_id),
            view as (
                select contact_id, source_id, destination_id, subtype, number, customer_name, initiated_at, ended_at,
                       disconnect_reason, messages, customer_message_chars, last_customer_message_at, position
                from contact_view)
            (select 'log', fold::text from (table fold except table view) fold limit 5)
            union all
            (select 'view', view::text from (table view except table fold) view limit 5)
            """;

    private final Connection connection;

    ContactViewTable(Connection connection) {
        this.connection = connection;
    }

    /** Whether the view has seen the log to its end. */
    boolean isUpToDate() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select min(follower.position) = min(head.position)
                        from follower_position follower, event_log_head head
                        """)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    List<Violation> differences() throws SQLException {
        List<Violation> differences = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(DIFFERENT_ROWS)) {
            while (rows.next()) {
                differences.add(new Violation(
                        6, Rule.WRONG_VIEW, "only in the " + rows.getString(1) + ": " + rows.getString(2)));
            }
        }
        return differences;
    }

    /** Drops the view, so that it is rebuilt from the log. */
    void empty() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("truncate contact_view");
            statement.execute("update follower_position set position = 0");
        }
    }
}
