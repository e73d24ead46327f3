package dev.contactsimulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RunningSimulator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;

class ResetUnderLoadIT {

    private static final int CHATS = 40;
    private static final int RESETS = 5;

    private static final RunningSimulator node = RunningSimulator.start();
    private static final RunningSimulator otherNode = RunningSimulator.start(node.database());

    @AfterAll
    static void stop() {
        otherNode.close();
        node.close();
    }

    @RepeatedTest(3)
    void no_chat_has_two_active_contacts_and_no_number_is_missing() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger rounds = new AtomicInteger();
        try (ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> chats = new ArrayList<>();
            for (int chat = 0; chat < CHATS; chat++) {
                Customer customer = Customer.of(node);
                chats.add(customers.submit(() -> comesAndGoes(customer, over, rounds)));
            }
            try {
                for (int reset = 0; reset < RESETS; reset++) {
                    int before = rounds.get();
                    await("load").until(() -> rounds.get() > before + CHATS);
                    RunningSimulator where = reset % 2 == 0 ? node : otherNode;
                    assertThat(new Caller(where).post("/reset", "").status()).isEqualTo(200);
                }
                int last = rounds.get();
                await("load").until(() -> rounds.get() > last + CHATS);
            } finally {
                over.set(true);
            }
            for (Future<?> chat : chats) chat.get();
        }

        assertThat(rows("""
                select chat from contact group by chat
                having count(*) filter (where not ended) > 1
                """)).as("chats with two active contacts").isEmpty();
        assertThat(rows("""
                select chat || ': ' || array_agg(number order by number)::text from contact group by chat
                having count(*) <> max(number) or min(number) <> 1
                """))
                .as("chats whose contacts are not numbered without a gap")
                .isEmpty();
    }

    /** By turns through both nodes. */
    private static void comesAndGoes(Customer customer, AtomicBoolean over, AtomicInteger rounds) {
        Customer other = customer.through(otherNode);
        IntStream.iterate(0, n -> n + 1).takeWhile(n -> !over.get()).forEach(n -> {
            Customer through = n % 2 == 0 ? customer : other;
            through.says("hello " + n);
            if (n % 3 == 0) through.leaves();
            rounds.incrementAndGet();
        });
    }

    private static List<String> rows(String query) throws SQLException {
        try (Connection connection = node.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        with contact as (
                            select c.data ->> 'chat' as chat, (c.data ->> 'number')::integer as number, exists (
                                select from event_log e where e.contact_id = c.contact_id and e.type = 'Disconnected') as ended
                            from event_log c where c.type = 'ContactCreated')
                        """ + query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) rows.add(row.getString(1));
            return rows;
        }
    }
}
