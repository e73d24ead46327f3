package dev.contactsimulator.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.DisconnectReason;
import dev.contactsimulator.view.Chats.Chat;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class ContactRebuildIT {

    private static final long BYTES_OF_A_FEW_ROWS = 100_000;

    private final ViewDatabase database = new ViewDatabase();
    private final ContactView view = database.view();
    private final ContactRebuild rebuild = new ContactRebuild(database.log(), database.pool());
    private final Chats chats = new Chats(5);
    private final List<Chat> open = new ArrayList<>();

    @BeforeEach
    void start() {
        view.start();
    }

    @AfterEach
    void close() throws Exception {
        view.close();
        database.close();
    }

    @Test
    void a_rebuild_of_rows_that_are_right_changes_none() throws Exception {
        appendChats(20);
        view.awaitCurrent();

        ContactRebuild.Result result = rebuild.run();

        assertThat(result.events()).isEqualTo(database.log().head().position());
        assertThat(result.rowsChanged()).isZero();
        assertThat(database.rows()).isEqualTo(database.foldOfTheLog());
    }

    @Test
    void a_rebuild_puts_right_what_is_wrong_missing_or_too_much() throws Exception {
        appendChats(20);
        view.awaitCurrent();
        database.execute("update contact_view set messages = messages + 1 where contact_id = '%s'"
                .formatted(open.get(1).id()));
        database.execute("update contact_view set ended_at = null where contact_id = '%s'"
                .formatted(open.get(0).id()));
        database.execute("delete from contact_view where contact_id = '%s'"
                .formatted(open.get(2).id()));
        database.execute("update contact_view set contact_id = gen_random_uuid() where contact_id = '%s'"
                .formatted(open.get(3).id()));
        assertThat(database.rows()).isNotEqualTo(database.foldOfTheLog());

        rebuild.run();

        assertThat(database.rows()).isEqualTo(database.foldOfTheLog());
    }

    @Test
    void what_a_view_has_read_before_a_rebuild_does_not_come_back_after_it() throws Exception {
        appendChats(1);
        view.awaitCurrent();
        view.close();
        Chat chat = open.getFirst();
        database.execute("update contact_view set messages = 99 where contact_id = '%s'".formatted(chat.id()));
        AtomicInteger readings = new AtomicInteger();
        try (ContactView patient = new ContactView(
                database.log(), countingSelects(readings), Duration.ofMinutes(10), Duration.ofSeconds(10))) {
            patient.start();
            database.append(chat.says(chats.item(), "hello", Chats.NOON));
            await().until(() -> readings.get() == 1);

            rebuild.run();
            database.append(chat.says(chats.item(), "hello again", Chats.NOON));
            patient.awaitCurrent();
        }

        assertThat(database.rows()).isEqualTo(database.foldOfTheLog());
    }

    /** The pool, which counts the connections over which rows of the view have been read, once they are given back. */
    private DataSource countingSelects(AtomicInteger readings) {
        return new DelegatingDataSource(database.pool()) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                AtomicBoolean reads = new AtomicBoolean();
                return (Connection) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                            Object result = method.invoke(connection, arguments);
                            if (method.getName().equals("createArrayOf")) reads.set(true);
                            if (method.getName().equals("close") && reads.get()) readings.incrementAndGet();
                            return result;
                        });
            }
        };
    }

    @Test
    void the_row_of_a_chat_is_written_once_however_many_chats_are_active_at_the_same_time() throws Exception {
        appendChatsInTurn(1_500);
        AtomicInteger writes = new AtomicInteger();

        new ContactRebuild(database.log(), writing(writes::incrementAndGet)).run();

        assertThat(writes).hasValueLessThanOrEqualTo(2);
        assertThat(database.rows()).hasSize(1_500).isEqualTo(database.foldOfTheLog());
    }

    @Test
    void more_chats_in_turn_than_memory_holds_are_rebuilt_as_well() throws Exception {
        appendChatsInTurn(200);
        view.awaitCurrent();
        database.execute("update contact_view set messages = messages + 1");

        new ContactRebuild(database.log(), database.pool(), BYTES_OF_A_FEW_ROWS).run();

        assertThat(database.rows()).hasSize(200).isEqualTo(database.foldOfTheLog());
    }

    @Test
    void a_rebuild_needs_one_connection_of_its_pool() throws Exception {
        appendChats(5);
        try (HikariDataSource one = new HikariDataSource()) {
            one.setJdbcUrl(database.address().url());
            one.setUsername(database.address().username());
            one.setPassword(database.address().password());
            one.setMaximumPoolSize(1);
            one.setConnectionTimeout(10_000);

            new ContactRebuild(database.log(), one).run();
        }

        assertThat(database.rows()).isEqualTo(database.foldOfTheLog());
    }

    @Test
    void a_rebuild_that_fails_half_way_leaves_the_view_as_it_was() throws Exception {
        appendChatsInTurn(200);
        view.awaitCurrent();
        database.execute("update contact_view set messages = messages + 1");
        var wrong = database.rows();
        AtomicInteger writes = new AtomicInteger();
        ContactRebuild failing = new ContactRebuild(
                database.log(),
                writing(() -> {
                    if (writes.incrementAndGet() == 2) throw new IllegalStateException("half way");
                }),
                BYTES_OF_A_FEW_ROWS);

        assertThatThrownBy(failing::run).hasMessage("half way");
        assertThat(database.rows()).isEqualTo(wrong);

        rebuild.run();
        assertThat(database.rows()).isEqualTo(database.foldOfTheLog());
    }

    /** Events of many chats, first an event of each, then the next of each, and so on. */
    private void appendChatsInTurn(int number) throws SQLException {
        Chat chat = chats.chatAt(Chats.NOON);
        List<ContactEvent> events = new ArrayList<>(List.of(chat.created(), chat.joined(chats.item())));
        for (int n = 0; n < 6; n++) events.add(chats.next(chat, Chats.NOON.plusSeconds(n)));
        database.append(database.log(), events);
        database.execute("""
                insert into event_log
                select 8 + row_number() over (order by event.sequence, chat.id), chat.id, event.sequence,
                       gen_random_uuid(), event.type, event.revision, event.at,
                       replace(event.data::text, event.contact_id::text, chat.id::text)::json, event.metadata, event.hash
                from event_log event, (select gen_random_uuid() as id from generate_series(2, %d)) chat;
                update event_log_head set position = (select max(position) from event_log);
                """.formatted(number));
    }

    /** The pool, with something that happens whenever rebuilt rows are written. */
    private DataSource writing(Runnable action) {
        return new DelegatingDataSource(database.pool()) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                return (Connection) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                            boolean writes = method.getName().equals("prepareStatement")
                                    && ((String) arguments[0]).startsWith("insert into rebuilt_contact_view");
                            if (writes) action.run();
                            return method.invoke(connection, arguments);
                        });
            }
        };
    }

    @Test
    void an_empty_log_makes_an_empty_view() throws Exception {
        assertThat(rebuild.run().events()).isZero();
        assertThat(database.rows()).isEmpty();
    }

    @Test
    void the_view_goes_on_while_it_is_rebuilt() throws Exception {
        appendChats(20);
        database.execute("update contact_view set messages = messages + 1");
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> writing = thread.submit(() -> appendChats(60));
            while (!writing.isDone()) {
                rebuild.run();
                view.awaitCurrent();
            }
            writing.get();
        }
        view.awaitCurrent();

        assertThat(database.rows()).isEqualTo(database.foldOfTheLog());
    }

    @Test
    void two_rebuilds_at_once_do_not_disturb_each_other() throws Exception {
        appendChats(20);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<ContactRebuild.Result> one = threads.submit(rebuild::run);
            Future<ContactRebuild.Result> other = threads.submit(rebuild::run);
            one.get();
            other.get();
        }
        view.awaitCurrent();

        assertThat(database.rows()).isEqualTo(database.foldOfTheLog());
    }

    private void appendChats(int number) {
        for (int i = 0; i < number; i++) {
            Chat chat = chats.chatAt(Chats.NOON.plusSeconds(i));
            List<ContactEvent> events = new ArrayList<>(List.of(chat.created(), chat.joined(chats.item())));
            for (int n = 0; n < 10; n++) events.add(chats.next(chat, Chats.NOON.plusSeconds(i + n)));
            if (i % 2 == 0) events.add(chat.ended(DisconnectReason.API, Chats.NOON.plusSeconds(i + 20)));
            database.append(database.log(), events);
            open.add(chat);
        }
    }
}
