package dev.contactsimulator.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.contact.InitiationMethod;
import dev.contactsimulator.contact.Participant;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.contact.ParticipantRole;
import dev.contactsimulator.support.TestPostgres;
import dev.contactsimulator.view.Chats.Chat;
import dev.contactsimulator.view.ContactSearch.Order;
import dev.contactsimulator.view.Criterion.AllOf;
import dev.contactsimulator.view.Criterion.AnyOf;
import dev.contactsimulator.view.Criterion.Between;
import dev.contactsimulator.view.Criterion.FromSource;
import dev.contactsimulator.view.Criterion.HandledBy;
import dev.contactsimulator.view.Criterion.Has;
import dev.contactsimulator.view.Criterion.HasKey;
import dev.contactsimulator.view.Criterion.HasReached;
import dev.contactsimulator.view.Criterion.InInstance;
import dev.contactsimulator.view.Criterion.InQueue;
import dev.contactsimulator.view.Criterion.InitiatedBy;
import dev.contactsimulator.view.Criterion.IsActive;
import dev.contactsimulator.view.Criterion.NoneOf;
import dev.contactsimulator.view.Criterion.Pairs;
import dev.contactsimulator.view.Criterion.Reached;
import dev.contactsimulator.view.Criterion.Stage;
import dev.contactsimulator.view.Criterion.Time;
import dev.contactsimulator.view.Criterion.ToDestination;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

class ContactSearchesIT {

    private static final SearchBounds SMALL = new SearchBounds(4, 9);
    private static final String PAIRS_THAT_DIFFER = """
            with of_rows as (
                select pair.*
                from contact_view c, contact_view_pairs(
                    c.contact_id, c.initiated_at, c.attributes, c.segment_attributes, c.tags) pair)
            select count(*) from (
                (table of_rows except all table contact_view_pair)
                union all
                (table contact_view_pair except all table of_rows)) differing
            """;

    private final ViewDatabase database = new ViewDatabase();
    private final SearchConnections connections = connections(2, Duration.ofSeconds(10));
    private final Chats chats = new Chats(11);
    private final Random random = new Random(11);

    @AfterEach
    void close() throws Exception {
        connections.close();
        database.close();
    }

    private SearchConnections connections(int searches, Duration maxWait) {
        TestPostgres.Database address = database.address();
        return new SearchConnections(
                new JdbcConnectionDetails() {
                    @Override
                    public String getUsername() {
                        return address.username();
                    }

                    @Override
                    public String getPassword() {
                        return address.password();
                    }

                    @Override
                    public String getJdbcUrl() {
                        return address.url();
                    }
                },
                searches,
                maxWait);
    }

    @Test
    void pages_of_bounded_searches_show_together_what_was_looked_for_in_order() throws Exception {
        List<ContactRow> all = contacts(60);
        for (int i = 0; i < 300; i++) {
            Order order = new Order(Time.values()[random.nextInt(3)], random.nextBoolean());
            List<Criterion> criteria = List.of(criterion(2), criterion(1));

            List<ContactRow> found = pages(new ContactSearch(criteria, order, 1 + random.nextInt(6), null));

            assertThat(found)
                    .as("%s %s", criteria, order)
                    .isEqualTo(all.stream()
                            .filter(row -> criteria.stream().allMatch(each -> meets(row, each)))
                            .sorted(comparator(order))
                            .toList());
        }
    }

    private List<ContactRow> pages(ContactSearch search) {
        ContactSearches searches = new ContactSearches(connections, SMALL);
        List<ContactRow> found = new ArrayList<>();
        String token = null;
        do {
            ContactPage page =
                    searches.run(new ContactSearch(search.criteria(), search.order(), search.limit(), token));
            found.addAll(page.contacts());
            token = page.nextToken();
        } while (token != null);
        return found;
    }

    /** Contacts of few values, and with few times, so that many have the same. */
    private List<ContactRow> contacts(int number) throws Exception {
        try (ContactView view = database.view()) {
            view.start();
            for (int i = 0; i < number; i++) {
                Instant at = Chats.NOON.plusSeconds(random.nextInt(8));
                Chat chat = chats.chat(new ChatName("source" + random.nextInt(3), "to" + random.nextInt(2), null), at);
                List<ContactEvent> events = new ArrayList<>(
                        List.of(chat.created(Map.of("key" + random.nextInt(3), "value" + random.nextInt(2)))));
                if (i % 3 == 0) {
                    String tag = "tag" + random.nextInt(2);
                    events.add(new ContactEvent.ContactTagged(chat.id(), Map.of(tag, "yes"), at));
                }
                if (i % 4 == 1) events.addAll(transfer(chat, at));
                if (i % 2 == 0) events.add(chat.ended(DisconnectReason.API, at.plusSeconds(random.nextInt(4))));
                database.append(database.log(), events);
            }
            view.awaitCurrent();
        }
        return List.copyOf(database.rows().values());
    }

    /** To a queue, in which an agent accepts the next contact. */
    private List<ContactEvent> transfer(Chat chat, Instant at) {
        ContactId next = new ContactId(chats.uuid());
        Participant agent = new Participant(new ParticipantId(chats.uuid()), ParticipantRole.AGENT, "Ann");
        return List.of(
                new ContactEvent.SegmentEnded(chat.id(), chats.item(), null, next, at, null),
                new ContactEvent.SegmentStarted(
                        chat.id(), next, chat.id(), InitiationMethod.TRANSFER, "queue" + random.nextInt(2), at),
                new ContactEvent.AgentConnected(
                        chat.id(), next, agent, "agent" + random.nextInt(2), null, at.plusSeconds(random.nextInt(4))));
    }

    private Criterion criterion(int depth) {
        return switch (random.nextInt(depth == 0 ? 13 : 17)) {
            case 0 -> new InInstance(random.nextInt(4) == 0 ? "other" : Chats.INSTANCE);
            case 1 -> new FromSource("source" + random.nextInt(4));
            case 2 -> new ToDestination("to" + random.nextInt(3));
            case 3 -> new IsActive(random.nextBoolean());
            case 4 ->
                new Between(
                        Time.values()[random.nextInt(2)],
                        Chats.NOON.plusSeconds(random.nextInt(6)),
                        Chats.NOON.plusSeconds(random.nextInt(12)));
            case 5 -> new Has(Pairs.ATTRIBUTES, "key" + random.nextInt(3), List.of("value" + random.nextInt(3)));
            case 6 -> new Has(Pairs.ATTRIBUTES, "key" + random.nextInt(3), List.of("value0", "value1"));
            case 7 -> new HasKey(Pairs.TAGS, "tag" + random.nextInt(3));
            case 8 -> new HandledBy(List.of("agent" + random.nextInt(3), "agent0"));
            case 9 -> new InQueue(List.of("queue" + random.nextInt(3)));
            case 10 -> new InitiatedBy(List.of(InitiationMethod.values()[random.nextInt(3)]));
            case 11 ->
                new Reached(
                        Stage.values()[random.nextInt(2)],
                        Chats.NOON.plusSeconds(random.nextInt(6)),
                        Chats.NOON.plusSeconds(random.nextInt(12)));
            case 12 -> new HasReached(Stage.values()[random.nextInt(2)]);
            case 13 -> new NoneOf(criteria(depth - 1));
            case 14 -> new AnyOf(criteria(depth - 1));
            default -> new AllOf(criteria(depth - 1));
        };
    }

    private List<Criterion> criteria(int depth) {
        List<Criterion> criteria = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) criteria.add(criterion(depth));
        return criteria;
    }

    private static boolean meets(ContactRow row, Criterion criterion) {
        return switch (criterion) {
            case InInstance(String instanceId) -> row.origin().instanceId().equals(instanceId);
            case FromSource(String sourceId) -> row.origin().chat().sourceId().equals(sourceId);
            case ToDestination(String to) -> row.origin().chat().destinationId().equals(to);
            case IsActive(boolean active) -> row.isActive() == active;
            case Between(Time time, Instant from, Instant to) -> {
                boolean has = time != Time.ENDED || !row.isActive();
                yield has && !at(row, time).isBefore(from) && !at(row, time).isAfter(to);
            }
            case Has(Pairs where, String key, List<String> values) ->
                pairs(row, where).containsKey(key)
                        && values.contains(pairs(row, where).get(key));
            case HasKey(Pairs where, String key) -> pairs(row, where).containsKey(key);
            case HandledBy(List<String> agents) ->
                row.handling().agent() != null
                        && agents.contains(row.handling().agent().id());
            case InQueue(List<String> queues) ->
                row.handling().queue() != null
                        && queues.contains(row.handling().queue().id());
            case InitiatedBy(List<InitiationMethod> methods) ->
                methods.contains(row.chain().initiationMethod());
            case Reached(Stage stage, Instant from, Instant to) ->
                reachedAt(row, stage)
                        .filter(at -> !at.isBefore(from) && !at.isAfter(to))
                        .isPresent();
            case HasReached(Stage stage) -> reachedAt(row, stage).isPresent();
            case AllOf(List<Criterion> all) -> all.stream().allMatch(each -> meets(row, each));
            case AnyOf(List<Criterion> any) -> any.stream().anyMatch(each -> meets(row, each));
            case NoneOf(List<Criterion> none) -> none.stream().noneMatch(each -> meets(row, each));
        };
    }

    private static Optional<Instant> reachedAt(ContactRow row, Stage stage) {
        return switch (stage) {
            case QUEUED -> Optional.ofNullable(row.handling().queue()).map(Handling.Queue::enqueuedAt);
            case CONNECTED_TO_AGENT ->
                Optional.ofNullable(row.handling().agent()).map(Handling.Agent::connectedAt);
        };
    }

    private static Map<String, String> pairs(ContactRow row, Pairs where) {
        return switch (where) {
            case ATTRIBUTES -> row.attributes();
            case SEGMENT_ATTRIBUTES -> row.origin().segmentAttributes();
            case TAGS -> row.tags();
        };
    }

    private static Instant at(ContactRow row, Time time) {
        return switch (time) {
            case INITIATED -> row.origin().initiatedAt();
            case EXPIRES -> row.origin().expiresAt();
            case ENDED -> row.end() == null ? PageToken.NOT_YET : row.end().at();
        };
    }

    private static Comparator<ContactRow> comparator(Order order) {
        Function<ContactRow, Instant> time = row -> at(row, order.by());
        // As text, since PostgreSQL compares the bytes of an UUID as unsigned ones.
        Comparator<ContactRow> ascending =
                Comparator.comparing(time).thenComparing(row -> row.contactId().toString());
        return order.descending() ? ascending.reversed() : ascending;
    }

    @Test
    void the_pairs_of_the_rows_are_indexed_whatever_happens_to_the_rows() throws Exception {
        List<Chat> open = new ArrayList<>();
        try (ContactView view = database.view()) {
            view.start();
            for (int i = 0; i < 200; i++) {
                Chat chat = i % 10 == 0 ? chats.chat() : open.get(random.nextInt(open.size()));
                if (i % 10 == 0) open.add(chat);
                database.append(
                        i % 10 == 0 ? chat.created(Map.of("key1", "x".repeat(i))) : chats.next(chat, Chats.NOON));
                if (i % 20 == 0) view.awaitCurrent();
            }
            view.awaitCurrent();
            assertThat(database.number("select count(*) from contact_view_pair"))
                    .isGreaterThan(20);
            assertThat(database.number(PAIRS_THAT_DIFFER)).isZero();

            database.execute("update contact_view set attributes = '{\"key1\": \"wrong\"}', tags = '{}'");
            database.execute(
                    "delete from contact_view where contact_id in (select contact_id from contact_view limit 5)");
            assertThat(database.number(PAIRS_THAT_DIFFER)).isZero();
            new ContactRebuild(database.log(), database.pool()).run();
            assertThat(database.number(PAIRS_THAT_DIFFER)).isZero();
            assertThat(database.rows()).isEqualTo(database.foldOfTheLog());

            database.reset();
            assertThat(database.number("select count(*) from contact_view_pair"))
                    .isZero();
        }
    }

    @Test
    void a_search_does_not_begin_while_too_many_others_run() {
        try (SearchConnections one = connections(1, Duration.ofMillis(10))) {
            assertThatThrownBy(() -> one.use(running -> one.use(next -> next))).isInstanceOf(SearchesBusy.class);
            assertThat(one.<Integer>use(jdbc -> jdbc.queryForObject("select 1", Integer.class)))
                    .isEqualTo(1);
        }
    }

    @Test
    void contacts_from_before_the_index_are_found() throws SQLException {
        TestPostgres.Database old = TestPostgres.newDatabase();
        migrate(old, "7");
        try (var connection = old.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into contact_view
                    select gen_random_uuid(), 'i', 'f', 's', 'd', null, 1, gen_random_uuid(), 'c', '[]', null,
                        '{"vip": "yes"}', '{}', '{"team": "blue"}', now(), null, now(), null, null, now(), 0, 0, 0, null, 1
                    """);
            migrate(old, "latest");
            try (var pairs = statement.executeQuery(
                    "select string_agg(name || '=' || value, ' ' order by name) from contact_view_pair")) {
                pairs.next();
                assertThat(pairs.getString(1)).isEqualTo("team=blue vip=yes");
            }
        }
    }

    private static void migrate(TestPostgres.Database database, String target) {
        Flyway.configure()
                .dataSource(database.url(), database.username(), database.password())
                .target(target)
                .load()
                .migrate();
    }
}
