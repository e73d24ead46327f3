package dev.contactsimulator.bench;

import dev.contactsimulator.support.TestPostgres.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills the contact view of a running simulator from the side, with contacts of the last 35 days that its log does not have.
 * Every second one is of the tier gold, every tenth has a tag and came over WhatsApp, every 20th is of one customer, every
 * 200th has the attribute {@code some}, every 10,000th the attribute {@code few}, and each has a customer id of its own. One
 * in a thousand is active, and so are the newest thousand.
 */
final class StoredContacts {

    private static final int BATCH = 20_000;

    private static final String INSERT = """
            insert into contact_view
            select gen_random_uuid(), ?, 'flow',
                case when i % 20 = 7 then '+15550000000' else '+1555' || lpad((i % 300000)::text, 7, '0') end,
                'arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-' || case when i % 5 = 0 then 2 else 1 end,
                'connect:SMS', 1, gen_random_uuid(), 'Customer ' || i, '["text/plain"]', null,
                jsonb_build_object('customerId', 'c-' || i,
                        'tier', case when i % 2 = 0 then 'gold' else 'silver' end,
                        'plan', case when i % 2 = 0 then 'year' else 'month' end)
                    || case when i % 200 = 17 then '{"some": "yes"}' else '{}' end::jsonb
                    || case when i % 10000 = 17 then '{"few": "yes"}' else '{}' end::jsonb,
                jsonb_build_object('connect:Subtype', case when i % 10 = 0 then 'connect:WhatsApp' else 'connect:SMS' end),
                case when i % 10 = 0 then '{"team": "blue"}' else '{}' end::jsonb,
                at, at, at + interval '40 days',
                case when i % 1000 <> 3 and i < contacts - 1000 then at + (1 + i * 7919 % 5000) * interval '1 second' end,
                case when i % 1000 <> 3 and i < contacts - 1000 then 'API' end,
                at, 10, 5, 400, at, 0
            from (select ?::bigint as contacts) total, generate_series(?::bigint, ?::bigint) i,
                lateral (select now() - (contacts - i) * (interval '35 days' / contacts) as at) started
            """;

    static void fill(Database database, String instanceId, long contacts) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (long from = 1; from <= contacts; from += BATCH) {
                insert.setString(1, instanceId);
                insert.setLong(2, contacts);
                insert.setLong(3, from);
                insert.setLong(4, Math.min(contacts, from + BATCH - 1));
                insert.executeUpdate();
            }
            statement.execute("vacuum (analyze)");
            statement.execute("checkpoint");
        }
    }

    private StoredContacts() {}
}
