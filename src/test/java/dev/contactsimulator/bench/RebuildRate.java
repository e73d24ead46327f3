package dev.contactsimulator.bench;

import dev.contactsimulator.view.ContactRebuild;
import dev.contactsimulator.view.ViewDatabase;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;

/** Measures the rebuild of the contact view: a million events, or as many as the first argument says, of 500 chats at a time. */
public final class RebuildRate {

    /** Each chat has 98 messages between its creation and its end; 500 chats are open at any time. */
    private static final String FILL =
            """
            insert into event_log (position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash)
            select n + 1, c.id, c.sequence, gen_random_uuid(), t.type, 1, a.at, t.data,
                   json_build_object('operation', 'SendChatIntegrationEvent', 'requestId', gen_random_uuid()),
                   decode(repeat('00', 32), 'hex')
            from generate_series(0, %d - 1) as n
            cross join lateral (
                select md5((n / 50000) || '-' || n %% 500)::uuid as id, (n %% 50000 / 500)::integer as sequence) c
            cross join lateral (select timestamptz '2026-01-01' + n * interval '1 millisecond' as at) a
            cross join lateral (
                select to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
                       json_build_object('id', c.id, 'role', 'CUSTOMER', 'displayName', '+12065550142') as customer) p
            cross join lateral (
                select case c.sequence when 0 then 'ContactCreated' when 99 then 'Disconnected' else 'MessageSent' end as type,
                       case c.sequence
                           when 0 then json_build_object(
                               'contactId', c.id, 'instanceId', 'i', 'flowId', 'f',
                               'chat', json_build_object(
                                   'sourceId', '+12065550142', 'destinationId', 'd', 'subtype', 'connect:SMS'),
                               'number', 1, 'customer', p.customer,
                               'details', json_build_object(
                                   'displayName', '+12065550142',
                                   'supportedContentTypes', json_build_array('text/plain'),
                                   'attributes', json_build_object('locale', 'en')),
                               'expiresAt', p.at, 'at', p.at)
                           when 99 then json_build_object(
                               'contactId', c.id, 'itemId', gen_random_uuid(), 'reason', 'API', 'at', p.at)
                           else json_build_object(
                               'contactId', c.id, 'itemId', gen_random_uuid(), 'from', p.customer,
                               'message', json_build_object(
                                   'contentType', 'text/plain',
                                   'content', 'Hello, I have a question about my order, number ' || n),
                               'at', p.at)
                       end as data) t;
            update event_log_head set position = (select max(position) from event_log);
            analyze event_log
            """;

    public static void main(String[] arguments) throws Exception {
        long events = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        try (ViewDatabase database = new ViewDatabase()) {
            database.execute(FILL.formatted(events));
            ContactRebuild rebuild = new ContactRebuild(database.log(), database.pool());
            for (int run = 1; run <= 2; run++) {
                ContactRebuild.Result result = rebuild.run();
                System.out.printf(
                        "rebuild run=%d events=%d seconds=%.1f eventsPerSecond=%d peakHeapMiB=%d%n",
                        run, result.events(), result.took().toMillis() / 1000.0, result.eventsPerSecond(), peakHeap() >> 20);
            }
        }
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private RebuildRate() {}
}
