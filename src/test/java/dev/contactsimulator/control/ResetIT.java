package dev.contactsimulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RunningSimulator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ResetIT {

    private static final RunningSimulator node = RunningSimulator.start();
    private static final RunningSimulator otherNode = RunningSimulator.start(node.database());
    private static final String CONTENT = "select coalesce(string_agg(t::text, ';' order by t::text), '') from %s t";

    private final Caller caller = new Caller(node);
    private final Caller otherCaller = new Caller(otherNode);

    @AfterAll
    static void stop() {
        otherNode.close();
        node.close();
    }

    @Test
    void every_table_is_as_it_was_at_the_first_start() throws SQLException {
        reset();
        Map<String, String> before = tables();
        Customer customer = Customer.of(node);
        customer.says("hello");
        customer.leaves();
        customer.says("hello again");
        awaitFollowers();
        assertThat(tables()).isNotEqualTo(before);

        reset();

        assertThat(tables()).isEqualTo(before);
        assertThat(before.get("event_log")).isEmpty();
        assertThat(before.get("contact_view")).isEmpty();
        assertThat(caller.get("/log").body().get("position").asLong()).isZero();
    }

    /** A table that no follower has written yet would be empty after the reset whether or not it is reset. */
    private static void awaitFollowers() {
        await("the followers").until(() -> followersBehind() == 0);
    }

    private static int followersBehind() throws SQLException {
        try (Connection connection = node.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select count(*) from follower_position f, event_log_head h
                        where f.epoch <> h.epoch or f.position < h.position
                        """)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void the_instance_outlives_it() {
        String before = caller.get("/info").text();

        reset();

        assertThat(caller.get("/info").text()).isEqualTo(before);
    }

    @Test
    void a_chat_begins_again_with_a_contact_that_was_never_there() {
        Customer customer = Customer.of(node);
        String first = customer.says("hello").contactId();
        customer.leaves();
        customer.says("hello again");

        reset();
        Customer.Response again = customer.says("hello");

        assertThat(again.newChatCreated()).isTrue();
        assertThat(again.contactId()).isNotEqualTo(first);
        assertThat(caller.get("/contacts").body().get("totalCount").asInt()).isEqualTo(1);
        assertThat(caller.get("/contacts/" + again.contactId() + "/events")
                        .body()
                        .get("events"))
                .hasSize(3);
    }

    @Test
    void contact_ids_do_not_repeat_whatever_the_number_of_resets() {
        Customer customer = Customer.of(node);
        Set<String> ids = new HashSet<>();
        for (int round = 0; round < 5; round++) {
            ids.add(customer.says("hello").contactId());
            reset();
        }
        assertThat(ids).hasSize(5);
    }

    @Test
    void a_call_from_before_is_not_taken_for_a_retry() {
        Customer customer = Customer.of(node);
        customer.says("hello", "call-1");

        reset();

        assertThat(customer.says("hello", "call-1").newChatCreated()).isTrue();
        assertThat(caller.get("/log").body().get("position").asLong()).isEqualTo(3);
    }

    @Test
    void the_other_node_forgets_as_well() {
        Customer customer = Customer.of(otherNode);
        customer.says("hello");
        customer.leaves();
        customer.says("hello again");
        AtomicBoolean heard = new AtomicBoolean();
        otherNode.bean(EventLog.class).onTimelineEnd(() -> heard.set(true));

        reset();
        await().untilTrue(heard);

        assertThat(customer.says("hello").newChatCreated()).isTrue();
        assertThat(otherCaller.get("/contacts").body().get("totalCount").asInt())
                .isEqualTo(1);
        assertThat(caller.get("/contacts").body().get("totalCount").asInt()).isEqualTo(1);
    }

    @Test
    void queries_on_both_nodes_see_what_came_after_it() {
        for (int round = 0; round < 5; round++) {
            reset();
            String id = Customer.of(node).says("hello").contactId();
            for (Caller each : List.of(otherCaller, caller)) {
                List<String> listed = new ArrayList<>();
                each.get("/contacts")
                        .body()
                        .get("contacts")
                        .forEach(contact -> listed.add(contact.get("contactId").asString()));
                assertThat(listed).containsExactly(id);
            }
        }
    }

    private void reset() {
        assertThat(caller.post("/reset", "").status()).isEqualTo(200);
    }

    /** The content of every table of the schema; a count of resets is no content. */
    private static Map<String, String> tables() throws SQLException {
        Map<String, String> content = new LinkedHashMap<>();
        try (Connection connection = node.database().connect();
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet table = statement.executeQuery(
                    "select tablename from pg_tables where schemaname = 'public' order by tablename")) {
                while (table.next()) names.add(table.getString(1));
            }
            for (String name : names) {
                try (ResultSet rows = statement.executeQuery(CONTENT.formatted(withoutEpoch(name)))) {
                    rows.next();
                    content.put(name, rows.getString(1));
                }
            }
        }
        return content;
    }

    private static String withoutEpoch(String table) {
        return switch (table) {
            case "event_log_head" -> "(select position, hash from event_log_head)";
            case "follower_position" -> "(select name, position from follower_position)";
            case "setup_version" -> "(select 1)";
            default -> table;
        };
    }
}
