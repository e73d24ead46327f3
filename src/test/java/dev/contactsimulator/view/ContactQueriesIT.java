package dev.contactsimulator.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactEvent.ContactTagged;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.view.Chats.Chat;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class ContactQueriesIT {

    private static final ViewDatabase database = new ViewDatabase();
    private static ConfigurableApplicationContext jpa;
    private static ContactView view;
    private static ContactQueries queries;

    private final Chats chats = new Chats(3);

    @BeforeAll
    static void start() {
        view = database.view();
        view.start();
        jpa = ViewJpa.start(database, view);
        queries = jpa.getBean(ContactQueries.class);
    }

    @AfterAll
    static void stop() throws Exception {
        view.close();
        jpa.close();
        database.close();
    }

    @BeforeEach
    void empty() throws Exception {
        database.reset();
    }

    @Test
    void a_contact_is_found_as_soon_as_its_creation_was_answered() throws Exception {
        Chat chat = chats.chat();
        database.append(chat.created(Map.of("vip", "yes")), chat.joined(chats.item()));

        assertThat(queries.contact(Chats.INSTANCE, chat.id()))
                .contains(database.foldOfTheLog().get(chat.id()));
    }

    @Test
    void an_ended_contact_reads_the_same_from_jpa_as_from_the_fold() throws Exception {
        Chat chat = chats.chat();
        database.append(
                chat.created(),
                chat.says(chats.item(), "hello", Chats.NOON),
                chat.ended(DisconnectReason.EXPIRED, Chats.NOON));

        assertThat(queries.contact(chat.id())).contains(database.foldOfTheLog().get(chat.id()));
    }

    @Test
    void a_contact_of_another_instance_is_unknown() {
        Chat chat = chats.chat();
        database.append(chat.created());

        assertThat(queries.contact("another-instance", chat.id())).isEmpty();
        assertThat(queries.tree(Chats.INSTANCE, chat.id())).hasSize(1);
    }

    @Test
    void contacts_are_listed_newest_first() {
        Chat older = chats.chatAt(Chats.NOON);
        Chat newer = chats.chatAt(Chats.NOON.plusSeconds(1));
        database.append(older.created(), newer.created());

        assertThat(found()).containsExactly(newer.id(), older.id());
    }

    @Test
    void pages_show_every_contact_once_though_contacts_come_in_between() {
        List<ContactId> expected = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Chat chat = chats.chatAt(Chats.NOON.plusSeconds(i / 4));
            database.append(chat.created());
            expected.add(chat.id());
        }
        List<ContactId> listed = new ArrayList<>();
        String token = null;
        do {
            ContactPage page = queries.search(new ContactSearch(List.of(), Order.NEWEST_FIRST, 10, token));
            page.contacts().forEach(contact -> listed.add(contact.contactId()));
            token = page.nextToken();
            database.append(chats.chatAt(Chats.NOON.plusSeconds(100)).created());
        } while (token != null);

        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void pages_by_end_show_contacts_that_have_not_ended_last() {
        Chat first = chats.chat();
        Chat second = chats.chat();
        Chat never = chats.chat();
        database.append(first.created(), second.created(), never.created());
        database.append(second.ended(DisconnectReason.API, Chats.NOON.plusSeconds(2)));
        database.append(first.ended(DisconnectReason.API, Chats.NOON.plusSeconds(1)));
        List<ContactId> listed = new ArrayList<>();
        String token = null;
        do {
            ContactPage page = queries.search(new ContactSearch(List.of(), new Order(Time.ENDED, false), 1, token));
            page.contacts().forEach(contact -> listed.add(contact.contactId()));
            assertThat(page.totalCount()).isEqualTo(3);
            token = page.nextToken();
        } while (token != null);

        assertThat(listed).containsExactly(first.id(), second.id(), never.id());
    }

    @Test
    void a_token_of_another_search_is_refused() {
        database.append(chats.chat().created(), chats.chat().created());
        String token = queries.search(new ContactSearch(List.of(), Order.NEWEST_FIRST, 1, null))
                .nextToken();

        for (String bad : List.of("", "%", "AAAA", token + "A")) {
            assertThatThrownBy(() -> queries.search(new ContactSearch(List.of(), Order.NEWEST_FIRST, 1, bad)))
                    .isInstanceOf(InvalidPageToken.class);
        }
        assertThatThrownBy(() ->
                        queries.search(new ContactSearch(List.of(new IsActive(true)), Order.NEWEST_FIRST, 1, token)))
                .isInstanceOf(InvalidPageToken.class);
    }

    @Test
    void contacts_are_found_by_instance_source_destination_and_state() {
        Chat one = chats.chat(new ChatName("one", "A", null), Chats.NOON);
        Chat two = chats.chat(new ChatName("two", "A", null), Chats.NOON);
        database.append(one.created(), two.created(), two.ended(DisconnectReason.API, Chats.NOON));

        assertThat(found(new InInstance(Chats.INSTANCE))).containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(found(new InInstance("other"))).isEmpty();
        assertThat(found(new FromSource("one"))).containsExactly(one.id());
        assertThat(found(new ToDestination("A"), new IsActive(false))).containsExactly(two.id());
        assertThat(found(new ToDestination("B"))).isEmpty();
    }

    @Test
    void both_ends_of_a_time_range_belong_to_it() {
        Chat chat = chats.chatAt(Chats.NOON);
        database.append(chat.created());
        Instant before = Chats.NOON.minusMillis(1);
        Instant after = Chats.NOON.plusMillis(1);

        assertThat(found(new Between(Time.INITIATED, Chats.NOON, after))).containsExactly(chat.id());
        assertThat(found(new Between(Time.INITIATED, before, Chats.NOON))).containsExactly(chat.id());
        assertThat(found(new Between(Time.INITIATED, before, before))).isEmpty();
        assertThat(found(new Between(Time.ENDED, Instant.EPOCH, after))).isEmpty();
    }

    @Test
    void contacts_are_found_by_attributes_tags_and_segment_attributes() {
        Chat gold = chats.chat();
        Chat silver = chats.chat();
        Chat plain = chats.chat(new ChatName("p", "d", "connect:WhatsApp"), Chats.NOON);
        database.append(
                gold.created(Map.of("tier", "gold", "o'clock", "\"12\"")),
                silver.created(Map.of("tier", "silver")),
                plain.created(),
                new ContactTagged(plain.id(), Map.of("team", "blue"), Chats.NOON));
        Criterion isGold = new Has(Pairs.ATTRIBUTES, "tier", List.of("gold"));
        Criterion isAny = new Has(Pairs.ATTRIBUTES, "tier", List.of("gold", "silver"));
        Criterion noon = new Has(Pairs.ATTRIBUTES, "o'clock", List.of("\"12\""));

        assertThat(found(isGold)).containsExactly(gold.id());
        assertThat(found(isAny)).containsExactlyInAnyOrder(gold.id(), silver.id());
        assertThat(found(new AllOf(List.of(isAny, noon)))).containsExactly(gold.id());
        assertThat(found(new AnyOf(List.of(noon, new Has(Pairs.ATTRIBUTES, "tier", List.of("silver"))))))
                .containsExactlyInAnyOrder(gold.id(), silver.id());
        assertThat(found(new NoneOf(List.of(isGold, noon)))).containsExactlyInAnyOrder(silver.id(), plain.id());
        assertThat(found(new HasKey(Pairs.TAGS, "team"))).containsExactly(plain.id());
        assertThat(found(new Has(Pairs.SEGMENT_ATTRIBUTES, "connect:Subtype", List.of("connect:WhatsApp"))))
                .containsExactly(plain.id());
    }

    private static List<ContactId> found(Criterion... criteria) {
        ContactPage page = queries.search(new ContactSearch(List.of(criteria), Order.NEWEST_FIRST, 100, null));
        assertThat(page.nextToken()).isNull();
        assertThat(page.totalCount()).isEqualTo(page.contacts().size());
        return page.contacts().stream().map(ContactRow::contactId).toList();
    }
}
