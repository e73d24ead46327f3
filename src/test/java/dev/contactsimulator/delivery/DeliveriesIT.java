package dev.contactsimulator.delivery;

import static dev.contactsimulator.delivery.ChatEvents.topic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.view.ViewDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeliveriesIT {

    /** The machine may be busy with other things. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private static final String TOPIC = topic("items");
    private static final String DEAD = topic("dead");

    private final ViewDatabase database = new ViewDatabase();
    private final ScriptedChannel channel = new ScriptedChannel();
    private final List<Deliveries> running = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        running.forEach(Deliveries::close);
        database.close();
    }

    private static DeliverySettings settings(int maxAttempts) {
        return DeliverySettingsBuilder.settings(maxAttempts, Duration.ofMillis(20));
    }

    private Deliveries start() {
        return start(new ViewDatabase.Node(database.pool(), null), 4);
    }

    private Deliveries start(ViewDatabase.Node node, int maxAttempts) {
        Deliveries deliveries = new Deliveries(
                node.log() == null ? database.log() : node.log(), node.pool(), List.of(channel), settings(maxAttempts));
        deliveries.start();
        running.add(deliveries);
        return deliveries;
    }

    private long number(String sql) {
        try (Connection connection = database.address().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private long rows(String condition) {
        return number("select count(*) from delivery where " + condition);
    }

    private void awaitPosition() {
        await().until(() -> number(
                        "select h.position - f.position from event_log_head h, follower_position f where name = 'delivery'")
                == 0);
    }

    private static List<Long> positions(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void the_items_of_each_contact_arrive_in_order_and_leave_no_rows() {
        start();
        List<ChatEvents> chats = Stream.generate(ChatEvents::new).limit(40).toList();
        chats.forEach(chat -> database.append(chat.begins(TOPIC)));
        for (int i = 0; i < 20; i++) {
            String text = "message " + i;
            chats.forEach(chat -> database.append(chat.says(chat.customer(), text)));
        }
        await().until(() -> channel.count() == 800);
        for (ChatEvents chat : chats) {
            assertThat(channel.arrived(chat.id())).hasSize(20).isSorted();
        }
        awaitPosition();
        await().until(() -> rows("true") == 0);
    }

    @Test
    void items_go_to_the_topics_that_the_contact_has_when_they_happen() {
        start();
        ChatEvents chat = new ChatEvents();
        database.append(
                chat.begins(null),
                chat.joins(chat.customer()),
                chat.streamsTo(TOPIC),
                chat.says(chat.customer(), "one"),
                chat.streamsTo(topic("second")),
                chat.says(chat.customer(), "two"),
                chat.stopsStreamingTo(TOPIC),
                chat.sends(chat.customer(), ContentTypes.CONNECTION_ACKNOWLEDGED, null),
                chat.sends(chat.customer(), ContentTypes.TYPING, null),
                chat.ends());
        await().until(() -> channel.count() == 5);
        awaitPosition();
        assertThat(channel.targets(chat.id()))
                .containsExactlyInAnyOrder(TOPIC, TOPIC, topic("second"), topic("second"), topic("second"));
    }

    @Test
    void after_a_restart_the_topics_of_a_contact_are_known_from_the_log() {
        ChatEvents chat = new ChatEvents();
        Deliveries first = start();
        database.append(chat.begins(null), chat.streamsTo(TOPIC), chat.says(chat.customer(), "one"));
        await().until(() -> channel.count() == 1);
        awaitPosition();
        first.close();
        database.append(chat.says(chat.customer(), "two"));
        start();
        await().until(() -> channel.count() == 2);
        assertThat(channel.arrived(chat.id())).containsExactly(3L, 4L);
    }

    @Test
    void a_dead_target_delays_no_other_contact_and_its_own_items_wait_in_order_behind_the_parked_one() {
        AtomicBoolean dead = new AtomicBoolean(true);
        channel.does(outgoing -> {
            if (dead.get() && outgoing.target().equals(DEAD)) throw ScriptedChannel.failure();
        });
        start();
        ChatEvents toDead = new ChatEvents();
        ChatEvents other = new ChatEvents();
        database.append(toDead.begins(DEAD), other.begins(TOPIC));
        for (int i = 0; i < 10; i++) {
            database.append(toDead.says(toDead.customer(), "d" + i), other.says(other.customer(), "o" + i));
        }
        await().until(() -> channel.arrived(other.id()).size() == 10);
        await().until(() -> rows("state = 'PARKED' and attempts = 4 and error = 'the test says so'") == 1);
        awaitPosition();
        assertThat(rows("state = 'PENDING'")).isEqualTo(9);

        database.append(toDead.says(toDead.customer(), "later"));
        awaitPosition();
        assertThat(rows("state = 'PENDING'")).isEqualTo(10);

        dead.set(false);
        number("with driven as (update delivery set state = 'PENDING', attempts = 0 where state = 'PARKED' returning 1)"
                + " select count(*) from driven");
        await().until(() -> channel.arrived(toDead.id()).size() == 11);
        assertThat(channel.arrived(toDead.id())).isSorted();
        await().until(() -> rows("state <> 'DELIVERED'") == 0);
    }

    @Test
    void a_slow_target_keeps_neither_other_contacts_nor_the_position_waiting() {
        CountDownLatch released = new CountDownLatch(1);
        channel.does(outgoing -> {
            if (outgoing.target().equals(DEAD)) released.await();
        });
        start();
        List<ChatEvents> slow = Stream.generate(ChatEvents::new).limit(40).toList();
        ChatEvents other = new ChatEvents();
        database.append(other.begins(TOPIC));
        slow.forEach(chat -> database.append(
                chat.begins(DEAD), chat.says(chat.customer(), "one"), chat.says(chat.customer(), "two")));
        database.append(other.says(other.customer(), "hello"));
        await().until(() -> channel.arrived(other.id()).size() == 1);
        awaitPosition();
        assertThat(rows("state = 'PENDING'")).isEqualTo(80);
        released.countDown();
        await().until(() -> channel.count() == 81);
        slow.forEach(chat -> assertThat(channel.arrived(chat.id())).hasSize(2).isSorted());
        await().until(() -> rows("true") == 0);
        assertThat(channel.count()).isEqualTo(81);
    }

    @Test
    void what_was_sent_before_a_crash_is_sent_again_and_nothing_is_lost_or_overtaken() {
        AtomicBoolean crashing = new AtomicBoolean(true);
        channel.does(outgoing -> {
            if (crashing.get() && outgoing.id().position() % 3 == 0) {
                channel.arrives(outgoing);
                throw ScriptedChannel.failure();
            }
        });
        start(new ViewDatabase.Node(database.pool(), null), 1_000);
        ChatEvents chat = new ChatEvents();
        database.append(chat.begins(TOPIC));
        for (int i = 0; i < 8; i++) database.append(chat.says(chat.customer(), "m" + i));
        await().until(() -> channel.arrived(chat.id()).size() > 5);
        crashing.set(false);
        await().until(() -> channel.arrived(chat.id()).contains(9L));
        assertThat(new LinkedHashSet<>(channel.arrived(chat.id()))).containsExactlyElementsOf(positions(2, 9));
        assertThat(channel.arrived(chat.id())).isSorted();
    }

    @Test
    void a_node_that_goes_on_after_another_repeats_at_most_what_was_not_confirmed() throws Exception {
        Deliveries first = start();
        await().until(() -> number("select count(holder) from follower_position where name = 'delivery'") == 1);
        start(database.addNode(), 4);
        List<ChatEvents> chats = Stream.generate(ChatEvents::new).limit(10).toList();
        chats.forEach(chat -> database.append(chat.begins(TOPIC)));
        for (int i = 0; i < 10; i++) {
            chats.forEach(chat -> database.append(chat.says(chat.customer(), "m")));
        }
        awaitPosition();
        await().until(() -> channel.count() >= 100);
        assertThat(channel.count()).as("two nodes, one active").isEqualTo(100);

        first.close();
        chats.forEach(chat -> database.append(chat.says(chat.customer(), "after")));
        await().until(() -> channel.count() == 110);
        chats.forEach(chat -> assertThat(channel.arrived(chat.id())).hasSize(11).isSorted());
    }

    @Test
    void what_waits_in_the_ledger_survives_the_node_that_failed_to_deliver_it() {
        channel.does(outgoing -> {
            throw ScriptedChannel.failure();
        });
        Deliveries first = start(new ViewDatabase.Node(database.pool(), null), 1_000);
        ChatEvents chat = new ChatEvents();
        database.append(chat.begins(TOPIC), chat.says(chat.customer(), "one"), chat.says(chat.customer(), "two"));
        await().until(() -> rows("state = 'FAILED'") == 1);
        first.close();
        channel.does(ScriptedChannel.SUCCEEDS);
        database.append(chat.says(chat.customer(), "three"));
        start();
        await().until(() -> channel.count() == 3);
        assertThat(channel.arrived(chat.id())).containsExactly(2L, 3L, 4L);
    }

    @Test
    void a_reset_drops_what_waits() throws Exception {
        channel.does(outgoing -> {
            throw ScriptedChannel.failure();
        });
        start(new ViewDatabase.Node(database.pool(), null), 1_000);
        ChatEvents before = new ChatEvents();
        database.append(before.begins(TOPIC), before.says(before.customer(), "lost"));
        await().until(() -> rows("state = 'FAILED'") == 1);
        database.log().reset(List.of(Ledger.TABLE));
        channel.does(ScriptedChannel.SUCCEEDS);
        ChatEvents after = new ChatEvents();
        database.append(after.begins(TOPIC), after.says(after.customer(), "kept"));
        await().until(() -> channel.count() == 1);
        awaitPosition();
        assertThat(channel.arrived(after.id())).containsExactly(2L);
        assertThat(rows("true")).isZero();
    }

    @Test
    void a_long_conversation_behind_a_slow_delivery_is_delivered_in_order_in_the_end() {
        AtomicBoolean failing = new AtomicBoolean(true);
        channel.does(outgoing -> {
            if (failing.get()) throw ScriptedChannel.failure();
        });
        start(new ViewDatabase.Node(database.pool(), null), 1_000);
        ChatEvents chat = new ChatEvents();
        List<ContactEvent> events = new ArrayList<>();
        events.add(chat.begins(TOPIC));
        for (int i = 0; i < 350; i++) events.add(chat.says(chat.customer(), "m" + i));
        database.append(database.log(), events);
        awaitPosition();
        assertThat(rows("true")).isEqualTo(350);
        failing.set(false);
        await().until(() -> channel.count() == 350);
        assertThat(channel.arrived(chat.id())).containsExactlyElementsOf(positions(2, 351));
    }
}
