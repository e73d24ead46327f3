package dev.contactsimulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.StoredEvent;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.Customer.Response;
import dev.contactsimulator.support.RunningSimulator;
import dev.contactsimulator.support.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** One chat has one active contact and a call is handled once, whatever comes at once, again, or after a restart. */
class RetriesAndRacesIT {

    private static final RunningSimulator node = RunningSimulator.start();
    private static final RunningSimulator otherNode = RunningSimulator.start(node.database());

    @AfterAll
    static void stop() {
        otherNode.close();
        node.close();
    }

    @Test
    void of_64_first_messages_at_once_one_creates_the_contact_and_none_is_lost() throws Exception {
        Customer customer = Customer.of(node);

        List<Response> responses = atOnce(IntStream.range(0, 64).mapToObj(i -> () -> customer.says("message " + i)));

        assertOneContact(responses, 64);
    }

    @Test
    void first_messages_at_two_nodes_at_once_create_one_contact() throws Exception {
        for (int round = 0; round < 20; round++) {
            Customer here = Customer.of(node);
            Customer there = here.through(otherNode);

            List<Response> responses =
                    atOnce(IntStream.range(0, 8).mapToObj(i -> () -> (i % 2 == 0 ? here : there).says("message " + i)));

            assertOneContact(responses, 8);
        }
    }

    @Test
    void a_retry_gets_the_first_response_again_and_adds_nothing() {
        Customer customer = Customer.of(node);
        String call = UUID.randomUUID().toString();

        Response first = customer.says("hello", call);
        Response retry = customer.says("hello", call);

        assertThat(first.newChatCreated()).isTrue();
        assertThat(retry).isEqualTo(first);
        assertThat(messages(first)).isEqualTo(1);
    }

    @Test
    void a_call_and_its_retries_that_arrive_at_once_at_two_nodes_are_handled_once() throws Exception {
        Customer here = Customer.of(node);
        Customer there = here.through(otherNode);
        String call = UUID.randomUUID().toString();

        List<Response> responses =
                atOnce(IntStream.range(0, 8).mapToObj(i -> () -> (i % 2 == 0 ? here : there).says("hello", call)));

        assertThat(responses).containsOnly(responses.getFirst());
        assertThat(responses.getFirst().newChatCreated()).isTrue();
        assertThat(messages(responses.getFirst())).isEqualTo(1);
    }

    @Test
    void a_retry_after_the_end_of_the_contact_does_not_open_another() {
        Customer customer = Customer.of(node);
        String call = UUID.randomUUID().toString();
        Response first = customer.says("hello", call);
        customer.leaves();

        assertThat(customer.says("hello", call)).isEqualTo(first);
        assertThat(customer.types().contactId()).isNull();
    }

    @Test
    void a_retry_of_a_disconnect_does_not_end_the_next_contact() {
        Customer customer = Customer.of(node);
        String call = UUID.randomUUID().toString();
        Response first = customer.says("hello");
        customer.leaves(call);
        Response next = customer.says("hello again");

        assertThat(customer.leaves(call)).isEqualTo(new Response(first.contactId(), false));
        assertThat(customer.types().contactId()).isEqualTo(next.contactId());
    }

    @Test
    void a_retry_of_a_disconnect_that_found_no_chat_finds_none_again() {
        Customer customer = Customer.of(node);
        String call = UUID.randomUUID().toString();
        assertThat(customer.leaves(call)).isEqualTo(new Response(null, false));
        Response opened = customer.says("hello");

        assertThat(customer.leaves(call)).isEqualTo(new Response(null, false));
        assertThat(customer.types().contactId()).isEqualTo(opened.contactId());
    }

    @Test
    void contacts_and_retries_are_known_after_a_restart() {
        TestPostgres.Database database = TestPostgres.newDatabase();
        String call = UUID.randomUUID().toString();
        Customer customer;
        Response second;
        try (RunningSimulator before = RunningSimulator.start(database)) {
            customer = Customer.of(before);
            customer.says("hello");
            customer.leaves();
            second = customer.says("hello again", call);
        }

        try (RunningSimulator after = RunningSimulator.start(database)) {
            Customer sameCustomer = customer.through(after);
            assertThat(sameCustomer.says("hello again", call)).isEqualTo(second);
            assertThat(sameCustomer.says("still there?")).isEqualTo(new Response(second.contactId(), false));
        }
    }

    @Test
    void what_one_node_does_the_other_knows() {
        Customer here = Customer.of(node);
        Customer there = here.through(otherNode);

        Response first = here.says("one");
        assertThat(there.says("two")).isEqualTo(new Response(first.contactId(), false));
        assertThat(here.leaves().contactId()).isEqualTo(first.contactId());
        Response next = there.says("three");
        assertThat(next.newChatCreated()).isTrue();
        assertThat(here.types().contactId()).isEqualTo(next.contactId());
        assertThat(there.leaves().contactId()).isEqualTo(next.contactId());
        assertThat(here.leaves()).isEqualTo(new Response(null, false));
    }

    @Test
    void a_chat_that_has_had_many_contacts_is_found_again_by_a_node_that_has_not_seen_it() {
        Customer here = Customer.of(node);
        for (int i = 0; i < 37; i++) {
            here.says("hello");
            here.leaves();
        }
        Response current = here.says("hello");

        assertThat(here.through(otherNode).says("hello")).isEqualTo(new Response(current.contactId(), false));
    }

    @Test
    void a_chat_ends_25_hours_after_its_start_and_the_next_message_opens_another() {
        try (RunningSimulator simulator = RunningSimulator.start()) {
            Customer customer = Customer.of(simulator);
            Response first = customer.says("hello");

            simulator.clock().advance(Duration.ofHours(25));
            Response next = customer.says("hello");

            assertThat(next.newChatCreated()).isTrue();
            assertThat(next.contactId()).isNotEqualTo(first.contactId());
            StoredEvent end = simulator
                    .bean(EventLog.class)
                    .readContact(UUID.fromString(first.contactId()), 0, 100)
                    .getLast();
            assertThat(end.type()).isEqualTo("Disconnected");
            assertThat(end.data()).contains("\"reason\":\"EXPIRED\"", end.at().toString());
        }
    }

    private static void assertOneContact(List<Response> responses, int messages) {
        assertThat(responses)
                .extracting(Response::contactId)
                .containsOnly(responses.getFirst().contactId());
        assertThat(responses).filteredOn(Response::newChatCreated).hasSize(1);
        assertThat(messages(responses.getFirst())).isEqualTo(messages);
    }

    private static long messages(Response response) {
        return node.bean(EventLog.class).readContact(UUID.fromString(response.contactId()), 0, 1000).stream()
                .filter(event -> event.type().equals("MessageSent"))
                .count();
    }

    private static List<Response> atOnce(Stream<Callable<Response>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Response> responses = new java.util.ArrayList<>();
            for (Future<Response> response : threads.invokeAll(calls.toList())) responses.add(response.get());
            return responses;
        }
    }
}
