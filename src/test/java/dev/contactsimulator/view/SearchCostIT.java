package dev.contactsimulator.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.view.ContactSearch.Order;
import dev.contactsimulator.view.Criterion.AllOf;
import dev.contactsimulator.view.Criterion.AnyOf;
import dev.contactsimulator.view.Criterion.Between;
import dev.contactsimulator.view.Criterion.FromSource;
import dev.contactsimulator.view.Criterion.Has;
import dev.contactsimulator.view.Criterion.HasKey;
import dev.contactsimulator.view.Criterion.InInstance;
import dev.contactsimulator.view.Criterion.IsActive;
import dev.contactsimulator.view.Criterion.NoneOf;
import dev.contactsimulator.view.Criterion.Pairs;
import dev.contactsimulator.view.Criterion.Time;
import dev.contactsimulator.view.Criterion.ToDestination;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchCostIT {

    private static final int CONTACTS = 60_000;

    private static final Criterion GOLD = new Has(Pairs.ATTRIBUTES, "tier", List.of("gold"));
    private static final Criterion MONTH = new Has(Pairs.ATTRIBUTES, "plan", List.of("month"));

    private static final List<List<Criterion>> SEARCHES = List.of(
            List.of(),
            List.of(new InInstance(Chats.INSTANCE)),
            List.of(new InInstance("another")),
            List.of(new FromSource("busy")),
            List.of(new FromSource("nobody")),
            List.of(new ToDestination("everybody")),
            List.of(new IsActive(true)),
            List.of(new IsActive(false)),
            List.of(new Between(Time.INITIATED, Chats.NOON, Chats.NOON.plus(Duration.ofDays(50)))),
            List.of(new Between(Time.ENDED, Chats.NOON, Chats.NOON.plusSeconds(600))),
            List.of(GOLD),
            List.of(new HasKey(Pairs.ATTRIBUTES, "tier")),
            List.of(new AllOf(List.of(GOLD, MONTH))),
            List.of(new AnyOf(List.of(GOLD, MONTH))),
            List.of(new NoneOf(List.of(GOLD, MONTH))),
            List.of(new Has(Pairs.ATTRIBUTES, "customer", List.of("7"))),
            List.of(new Has(Pairs.ATTRIBUTES, "customer", List.of("none")), GOLD),
            List.of(new Has(Pairs.TAGS, "team", List.of("blue"))));

    private final ViewDatabase database = new ViewDatabase();

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Time.class)
    void a_search_reads_no_more_rows_the_more_there_are(Time by) throws Exception {
        fill();
        long before = rowsRead();
        int searches = 0;
        try (ContactView view = database.view();
                var jpa = ViewJpa.start(database, view)) {
            view.start();
            ContactQueries queries = jpa.getBean(ContactQueries.class);
            for (List<Criterion> criteria : SEARCHES) {
                for (boolean descending : List.of(true, false)) {
                    queries.search(new ContactSearch(criteria, new Order(by, descending), 100, null));
                    searches++;
                }
            }
        }
        // A server process reports what it has read when it ends, at the latest.
        await().until(() -> database.number("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and state = 'idle' and query like '%unnest%'")
                == 0);

        assertThat(rowsRead() - before).isLessThan(searches * CONTACTS / 3L);
    }

    @Test
    void the_total_is_counted_up_to_a_bound() throws Exception {
        fill();
        try (ContactView view = database.view();
                var jpa = ViewJpa.start(database, view)) {
            view.start();
            ContactQueries queries = jpa.getBean(ContactQueries.class);

            assertThat(queries.search(new ContactSearch(List.of(), Order.NEWEST_FIRST, 10, null))
                            .totalCount())
                    .isEqualTo(1_000);
            assertThat(queries.search(new ContactSearch(
                                    List.of(new Has(Pairs.TAGS, "team", List.of("blue"))),
                                    Order.NEWEST_FIRST,
                                    10,
                                    null))
                            .totalCount())
                    .isEqualTo(CONTACTS / 100);
        }
    }

    private long rowsRead() throws Exception {
        return database.number("""
                select coalesce(sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)), 0)::bigint
                from pg_stat_user_tables where relname like 'contact_view%'
                """);
    }

    private void fill() throws Exception {
        database.execute("""
                insert into contact_view
                select gen_random_uuid(), '%s', 'flow', case when i %% 10 = 0 then 'busy' else 'source' || i end,
                    'everybody', null, 1, gen_random_uuid(), 'name', '[]', null,
                    jsonb_build_object('customer', i::text, 'tier', case when i %% 2 = 0 then 'gold' else 'silver' end,
                        'plan', case when i %% 2 = 0 then 'year' else 'month' end),
                    '{}', case when i %% 100 = 0 then '{"team": "blue"}' else '{}' end::jsonb,
                    at, at, at + interval '1 day', case when i %% 20 > 0 then at + interval '1 minute' end, null,
                    at, 0, 0, 0, null, 0
                from generate_series(1, %d) i, lateral (select timestamptz '%s' + i * interval '1 minute' as at) times
                """.formatted(Chats.INSTANCE, CONTACTS, Chats.NOON));
        database.execute("vacuum analyze contact_view");
    }
}
