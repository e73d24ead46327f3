package dev.contactsimulator.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.eventlog.FollowerBehind;
import dev.contactsimulator.view.Chats.Chat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactViewIT {

    private final ViewDatabase database = new ViewDatabase();
    private final Chats chats = new Chats(7);

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void a_query_right_after_a_write_sees_it() throws Exception {
        try (ContactView view = started(database.view())) {
            Chat chat = chats.chat();
            database.append(chat.created());
            for (int i = 1; i <= 20; i++) {
                database.append(chat.says(chats.item(), "hello", Chats.NOON));
                view.awaitCurrent();
                assertThat(row(chat).metrics().messages()).isEqualTo(i);
            }
        }
    }

    @Test
    void what_one_node_was_answered_is_seen_on_another() throws Exception {
        ViewDatabase.Node second = database.addNode();
        try (ContactView here = started(database.view());
                ContactView there = started(database.view(second))) {
            Chat chat = chats.chat();
            database.append(chat.created());
            for (int i = 1; i <= 20; i++) {
                database.append(chat.says(chats.item(), "hello", Chats.NOON));
                (i % 2 == 0 ? here : there).awaitCurrent();
                assertThat(row(chat).metrics().messages()).isEqualTo(i);
            }
        }
    }

    @Test
    void a_view_that_is_thousands_of_events_behind_catches_up() throws Exception {
        for (int i = 0; i < 12; i++) {
            Chat chat = chats.chat();
            List<ContactEvent> history = new ArrayList<>(List.of(chat.created()));
            for (int message = 0; message < 1_000; message++) {
                history.add(chat.says(chats.item(), "hello", Chats.NOON));
            }
            database.append(database.log(), history);
        }
        try (ContactView view = started(database.view())) {
            view.awaitCurrent();
        }

        assertThat(database.rows()).isEqualTo(database.foldOfTheLog());
    }

    @Test
    void rows_are_written_soon_even_if_nobody_asks() throws Exception {
        try (ContactView view = started(database.view())) {
            Chat chat = chats.chat();
            database.append(chat.created());

            await().atMost(Duration.ofSeconds(3)).until(() -> database.rows().containsKey(chat.id()));
        }
    }

    @Test
    void a_burst_is_written_in_few_transactions() throws Exception {
        Chat chat = chats.chat();
        database.append(chat.created());
        try (ContactView view = started(database.view())) {
            view.awaitCurrent();
            long before = database.number("select pg_current_xact_id()::text::bigint");
            for (int i = 0; i < 20; i++) {
                List<ContactEvent> burst = new ArrayList<>();
                for (int j = 0; j < 50; j++) burst.add(chat.says(chats.item(), "hello", Chats.NOON));
                database.append(database.log(), burst);
            }
            view.awaitCurrent();

            assertThat(row(chat).metrics().messages()).isEqualTo(1_000);
            // 20 appends, and a transaction of the view for each 100 ms that they took
            assertThat(database.number("select pg_current_xact_id()::text::bigint") - before)
                    .isLessThan(60);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rows_of_coalesced_batches_equal_the_fold_of_the_log(long seed) throws Exception {
        try (ContactView view = started(database.view())) {
            appendAtRandom(seed, 150, view::awaitCurrent);
            view.awaitCurrent();

            assertThat(database.rows()).isEqualTo(database.foldOfTheLog());
        }
    }

    @Test
    void two_nodes_that_write_one_view_write_each_event_once() throws Exception {
        ViewDatabase.Node second = database.addNode();
        try (ContactView here = started(database.view());
                ContactView there = started(database.view(second));
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Void> asksHere = () -> awaitCurrentRepeatedly(here);
            Callable<Void> asksThere = () -> awaitCurrentRepeatedly(there);
            List<Future<Void>> asking = List.of(threads.submit(asksHere), threads.submit(asksThere));
            appendAtRandom(11, 200, () -> {});
            for (Future<Void> each : asking) each.get();
            here.awaitCurrent();
            there.awaitCurrent();

            assertThat(database.rows()).isEqualTo(database.foldOfTheLog());
        }
    }

    @Test
    void a_node_that_starts_later_goes_on_where_the_view_is() throws Exception {
        try (ContactView view = started(database.view())) {
            appendAtRandom(5, 50, () -> {});
            view.awaitCurrent();
        }
        appendAtRandom(6, 50, () -> {});
        try (ContactView view = started(database.view())) {
            view.awaitCurrent();

            assertThat(database.rows()).isEqualTo(database.foldOfTheLog());
        }
    }

    @Test
    void what_was_read_before_a_reset_is_not_applied_after_it() throws Exception {
        ViewDatabase.Node second = database.addNode();
        try (ContactView here = started(database.view());
                ContactView there = started(database.view(second))) {
            for (int round = 0; round < 10; round++) {
                appendAtRandom(round, 5, () -> {});
                database.reset();
                Chat chat = chats.chat();
                database.append(chat.created());
                (round % 2 == 0 ? here : there).awaitCurrent();
                assertThat(database.rows()).containsOnlyKeys(chat.id());
                database.reset();
            }
        }
    }

    @Test
    void a_query_does_not_wait_for_ever() {
        database.append(chats.chat().created());
        ContactView neverStarted =
                new ContactView(database.log(), database.pool(), Duration.ofMillis(100), Duration.ofMillis(200));

        assertThatThrownBy(neverStarted::awaitCurrent)
                .isInstanceOf(FollowerBehind.class)
                .hasMessage("contact_view is 1 events behind the log after 200 ms");
    }

    @Test
    void the_view_goes_on_after_a_failure_of_the_database() throws Exception {
        try (ContactView view = started(database.view())) {
            database.append(chats.chat().created());
            view.awaitCurrent();
            database.execute("alter table contact_view rename to gone");
            database.append(chats.chat().created());
            await().until(() -> !view.follower().isFollowing());
            database.execute("alter table gone rename to contact_view");
            view.awaitCurrent();

            assertThat(database.rows()).isEqualTo(database.foldOfTheLog()).hasSize(2);
        }
    }

    private Void awaitCurrentRepeatedly(ContactView view) {
        for (int i = 0; i < 200; i++) view.awaitCurrent();
        return null;
    }

    /** Chats that begin, go on and end, all mixed. */
    private void appendAtRandom(long seed, int commands, Runnable now) {
        Random random = new Random(seed);
        Chats source = new Chats(seed * 31 + 1);
        List<Chat> open = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            Instant at = Chats.NOON.plusSeconds(i);
            if (open.isEmpty() || random.nextInt(10) == 0) {
                Chat chat = source.chatAt(at);
                database.append(database.log(), List.of(chat.created(), chat.joined(source.item())));
                open.add(chat);
            }
            Chat chat = open.get(random.nextInt(open.size()));
            List<ContactEvent> events = new ArrayList<>();
            for (int n = random.nextInt(8); n >= 0; n--) events.add(source.next(chat, at));
            if (random.nextInt(20) == 0) {
                events.add(chat.ended(DisconnectReason.CUSTOMER_DISCONNECT, at));
                open.remove(chat);
            }
            database.append(database.log(), events);
            if (random.nextInt(20) == 0) now.run();
        }
    }

    private ContactRow row(Chat chat) throws Exception {
        return row(chat.id());
    }

    private ContactRow row(ContactId contactId) throws Exception {
        return database.rows().get(contactId);
    }

    private static ContactView started(ContactView view) {
        view.start();
        return view;
    }
}
