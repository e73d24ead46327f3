package dev.contactsimulator.chat;

import static dev.contactsimulator.contact.ExampleChat.CHAT;
import static dev.contactsimulator.contact.ExampleChat.DESTINATION;
import static dev.contactsimulator.contact.ExampleChat.NUMBERING;
import static dev.contactsimulator.contact.ExampleChat.START;
import static dev.contactsimulator.contact.ExampleChat.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.chat.ChatRouter.Routed;
import dev.contactsimulator.contact.ContactCommand.ChatIntegrationCommand;
import dev.contactsimulator.contact.ContactCommand.ReceiveDisconnect;
import dev.contactsimulator.contact.ContactCommand.ReceiveEvent;
import dev.contactsimulator.contact.ContactCommand.ReceiveMessage;
import dev.contactsimulator.contact.ContactCommand.StopContact;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.NewSession;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.eventlog.Timeline;
import dev.contactsimulator.support.SharedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Which contact a chat event belongs to, with real contacts on one log and two nodes that know nothing of each other. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChatRouterTest {

    private static final ContactId FIRST = NUMBERING.contact(0, CHAT, 1);
    private static final ContactId SECOND = NUMBERING.contact(0, CHAT, 2);
    private static final ContactId THIRD = NUMBERING.contact(0, CHAT, 3);

    private final SharedLog log = new SharedLog();
    private final Node node = new Node(log);
    private final Node other = new Node(log);

    private Instant now = START;

    private static RequestContext call(@Nullable String invocation) {
        return new RequestContext("request", invocation, null, "SendChatIntegrationEvent", null);
    }

    private Routed message(Node node, @Nullable String invocation) {
        return message(node.router(), invocation);
    }

    private Routed message(ChatRouter router, @Nullable String invocation) {
        return router.handle(
                CHAT,
                now,
                call(invocation),
                (id, number, exists) ->
                        new ReceiveMessage(id, CHAT, number, DESTINATION, NewSession.UNSPECIFIED, text("hello"), now));
    }

    private Routed typing(Node node) {
        return node.router()
                .handle(CHAT, now, call(null), (id, n, exists) -> new ReceiveEvent(id, ContentTypes.TYPING, null, now));
    }

    private Routed disconnect(Node node, @Nullable String invocation) {
        return node.router().handle(CHAT, now, call(invocation), (id, n, exists) -> new ReceiveDisconnect(id, now));
    }

    private static Routed newChat(ContactId contact) {
        return new Routed(contact, true);
    }

    private static Routed sameChat(ContactId contact) {
        return new Routed(contact, false);
    }

    private long messagesOf(ContactId contact) {
        return log.events(contact).stream()
                .filter(MessageSent.class::isInstance)
                .count();
    }

    @Test
    void the_first_message_opens_the_chat_and_the_second_belongs_to_it() {
        assertThat(message(node, null)).isEqualTo(newChat(FIRST));
        assertThat(message(node, null)).isEqualTo(sameChat(FIRST));
    }

    @Test
    void a_message_after_the_end_opens_the_next_contact_of_the_chat() {
        message(node, null);
        assertThat(disconnect(node, null)).isEqualTo(sameChat(FIRST));
        assertThat(message(node, null)).isEqualTo(newChat(SECOND));
        assertThat(message(node, null)).isEqualTo(sameChat(SECOND));
    }

    @Test
    void a_message_after_the_chat_expired_opens_the_next_contact() {
        message(node, null);
        now = START.plus(Duration.ofHours(25));
        assertThat(message(node, null)).isEqualTo(newChat(SECOND));
    }

    @Test
    void the_contacts_of_a_chat_are_numbered() {
        message(node, null);
        disconnect(node, null);
        message(node, null);
        assertThat(log.events(SECOND).getFirst())
                .isInstanceOfSatisfying(
                        ContactCreated.class,
                        created -> assertThat(created.number()).isEqualTo(2));
    }

    @Test
    void an_event_or_a_disconnect_without_an_active_chat_does_nothing() {
        assertThat(typing(node)).isEqualTo(new Routed(null, false));
        assertThat(disconnect(node, "call")).isEqualTo(new Routed(null, false));
        assertThat(log.size()).isZero();
        message(node, null);
        disconnect(node, null);
        int size = log.size();
        assertThat(typing(node)).isEqualTo(new Routed(null, false));
        assertThat(disconnect(node, null)).isEqualTo(new Routed(null, false));
        assertThat(log.size()).isEqualTo(size);
    }

    @Test
    void a_refused_first_message_leaves_nothing_and_the_next_opens_the_chat() {
        NewSession bad = new NewSession(null, List.of(ContentTypes.MARKDOWN), Map.of(), null);
        assertThatThrownBy(() -> node.router()
                        .handle(
                                CHAT,
                                now,
                                call("bad"),
                                (id, n, exists) ->
                                        new ReceiveMessage(id, CHAT, n, DESTINATION, bad, text("hello"), now)))
                .isInstanceOf(ContactRejection.class);
        assertThat(log.size()).isZero();
        assertThat(message(node, null)).isEqualTo(newChat(FIRST));
    }

    @Test
    void a_node_that_is_behind_finds_the_current_contact_step_by_step() {
        message(other, null);
        for (int n = 0; n < 5; n++) {
            disconnect(node, null);
            message(node, null);
        }
        assertThat(message(other, null)).isEqualTo(sameChat(NUMBERING.contact(0, CHAT, 6)));
        int before = other.sent();
        message(other, null);
        assertThat(other.sent() - before).isEqualTo(1);
    }

    @Test
    void a_stale_copy_of_a_contact_does_not_take_a_message_after_the_end() {
        message(node, null);
        message(other, null);
        disconnect(node, null);
        assertThat(message(other, null)).isEqualTo(newChat(SECOND));
        assertThat(messagesOf(FIRST)).isEqualTo(2);
    }

    @Test
    void a_stale_copy_of_a_contact_does_not_refuse_a_receipt_for_a_message_that_another_node_took() {
        message(node, null);
        message(other, null);
        MessageSent third = (MessageSent) log.events(FIRST).getLast();
        Routed response = node.router()
                .handle(
                        CHAT,
                        now,
                        call(null),
                        (id, n, exists) -> new ReceiveEvent(
                                id, ContentTypes.MESSAGE_READ, third.itemId().toString(), now));
        assertThat(response).isEqualTo(sameChat(FIRST));
    }

    @Test
    void a_retry_gets_the_first_response_again_on_either_node() {
        assertThat(message(node, "first")).isEqualTo(newChat(FIRST));
        assertThat(message(node, "second")).isEqualTo(sameChat(FIRST));
        for (Node any : List.of(node, other)) {
            assertThat(message(any, "first")).isEqualTo(newChat(FIRST));
            assertThat(message(any, "second")).isEqualTo(sameChat(FIRST));
        }
        assertThat(messagesOf(FIRST)).isEqualTo(2);
    }

    @Test
    void a_retry_of_a_disconnect_does_not_end_the_next_contact() {
        message(node, null);
        disconnect(node, "bye");
        message(node, null);
        assertThat(disconnect(node, "bye")).isEqualTo(sameChat(FIRST));
        assertThat(message(node, null)).isEqualTo(sameChat(SECOND));
    }

    @Test
    void a_retry_of_a_call_that_found_no_chat_finds_none_though_one_has_begun_since() {
        assertThat(disconnect(node, "early")).isEqualTo(new Routed(null, false));
        message(node, null);
        assertThat(disconnect(node, "early")).isEqualTo(new Routed(null, false));
        now = START.plus(Duration.ofHours(1)).plusNanos(1);
        assertThat(disconnect(node, "early")).isEqualTo(sameChat(FIRST));
    }

    @Test
    void after_a_reset_a_call_that_found_no_chat_is_like_any_other() {
        disconnect(node, "early");
        message(node, null);
        node.router().forget();
        assertThat(disconnect(node, "early")).isEqualTo(sameChat(FIRST));
    }

    private void threeContacts() {
        message(node, "first");
        disconnect(node, "bye");
        message(node, "second");
        disconnect(node, "bye again");
        message(node, "third");
    }

    @Test
    void a_retry_finds_its_response_in_ended_contacts() {
        threeContacts();
        now = START.plus(Duration.ofHours(1));
        assertThat(message(node, "first")).isEqualTo(newChat(FIRST));
        assertThat(disconnect(node, "bye")).isEqualTo(sameChat(FIRST));
        assertThat(message(node, "second")).isEqualTo(newChat(SECOND));
        assertThat(message(node, "third")).isEqualTo(newChat(THIRD));
    }

    @Test
    void a_retry_finds_its_response_in_ended_contacts_after_a_restart() {
        threeContacts();
        node.forgetThePast();
        assertThat(message(node, "first")).isEqualTo(newChat(FIRST));
        node.forgetAll();
        assertThat(message(node, "first")).isEqualTo(newChat(FIRST));
        assertThat(message(node, "second")).isEqualTo(newChat(SECOND));
        assertThat(messagesOf(FIRST) + messagesOf(SECOND) + messagesOf(THIRD)).isEqualTo(3);
    }

    @Test
    void a_node_with_a_stale_copy_of_an_ended_contact_finds_the_response_all_the_same() {
        message(other, null);
        message(node, "call");
        disconnect(node, null);
        message(node, null);
        other.advance(CHAT, new CurrentContact(new Timeline(0, 0), 2, SECOND));
        assertThat(message(other, "call")).isEqualTo(sameChat(FIRST));
    }

    @Test
    void after_an_hour_the_same_call_is_another_message() {
        threeContacts();
        now = START.plus(Duration.ofHours(1)).plusMillis(1);
        assertThat(message(node, "first")).isEqualTo(sameChat(THIRD));
    }

    @Test
    void a_retry_of_the_call_that_found_the_chat_expired_is_answered_by_the_contact_that_it_opened() {
        message(node, null);
        now = START.plus(Duration.ofHours(26));
        assertThat(message(node, "late")).isEqualTo(newChat(SECOND));
        assertThat(message(node, "late")).isEqualTo(newChat(SECOND));
        assertThat(message(other, "late")).isEqualTo(newChat(SECOND));
        assertThat(messagesOf(SECOND)).isEqualTo(1);
    }

    @Test
    void of_the_ended_contacts_only_as_many_are_asked_as_calls_are_remembered_and_only_once() {
        for (int n = 0; n < 200; n++) {
            message(node, "hello " + n);
            disconnect(node, "bye " + n);
        }
        message(node, "last");
        node.forgetThePast();
        int before = node.asked();
        message(node, "learns the past");
        assertThat(node.asked() - before).isEqualTo(125);
        message(node, "knows the past");
        assertThat(node.asked() - before).isEqualTo(125);
        assertThat(disconnect(node, "bye 199")).isEqualTo(sameChat(NUMBERING.contact(0, CHAT, 200)));
    }

    @Test
    void the_memory_of_a_chat_does_not_grow_with_the_number_of_its_contacts() {
        for (int n = 0; n < 300; n++) {
            message(node, "hello " + n);
            disconnect(node, "bye " + n);
        }
        assertThat(node.of(CHAT).past().contacts()).hasSize(125);
    }

    @Test
    void contacts_that_ended_more_than_an_hour_ago_are_not_asked() {
        threeContacts();
        now = now.plus(Duration.ofHours(2));
        disconnect(node, null);
        message(node, null);
        node.forgetThePast();
        int before = node.asked();
        message(node, "call");
        assertThat(node.asked() - before).isEqualTo(2); // number 3 has just ended, number 2 two hours ago
    }

    @Test
    void a_lost_race_costs_the_events_that_were_missed_and_not_the_whole_contact() {
        for (int n = 0; n < 50; n++) message(node, null);
        message(other, null);
        message(node, null);
        message(node, null);
        int before = log.eventsRead();
        message(other, null);
        assertThat(log.eventsRead() - before).isEqualTo(2);
    }

    @Test
    void a_message_that_loses_the_race_for_a_new_contact_belongs_to_the_winners() {
        AtomicBoolean raced = new AtomicBoolean();
        ChatContacts slow = new ChatContacts() {
            @Override
            public Optional<Outcome> send(ChatIntegrationCommand command, RequestContext context, Timeline foundOn) {
                if (raced.compareAndSet(false, true))
                    assertThat(message(other, null)).isEqualTo(newChat(FIRST));
                return node.send(command, context, foundOn);
            }

            @Override
            public void confirm(Timeline timeline) {}
        };
        assertThat(message(new ChatRouter(slow, node, NUMBERING, node), null)).isEqualTo(sameChat(FIRST));
    }

    @RepeatedTest(20)
    void of_64_first_messages_at_once_on_two_nodes_exactly_one_opens_the_chat() throws Exception {
        List<Routed> responses = atOnce(64, n -> message(n % 2 == 0 ? node : other, "call " + n));
        assertThat(responses).extracting(Routed::contactId).containsOnly(FIRST);
        assertThat(responses).filteredOn(Routed::newChatCreated).hasSize(1);
        assertThat(messagesOf(FIRST)).isEqualTo(64);
    }

    @RepeatedTest(20)
    void attempts_of_one_call_at_once_on_two_nodes_add_one_message_and_get_one_response() throws Exception {
        message(node, null);
        node.send(new StopContact(FIRST, now), call(null));
        List<Routed> responses = atOnce(16, n -> message(n % 2 == 0 ? node : other, "one call"));
        assertThat(responses).containsOnly(newChat(SECOND));
        assertThat(messagesOf(SECOND)).isEqualTo(1);
    }

    @RepeatedTest(20)
    void no_message_is_lost_or_doubled_when_disconnects_come_in_between() throws Exception {
        List<Routed> responses = atOnce(
                64,
                n -> n % 8 == 0
                        ? disconnect(n % 16 == 0 ? node : other, "call " + n)
                        : message(n % 2 == 0 ? node : other, "call " + n));
        long messages = 0;
        long contacts = 0;
        for (int n = 1; !log.events(NUMBERING.contact(0, CHAT, n)).isEmpty(); n++) {
            messages += messagesOf(NUMBERING.contact(0, CHAT, n));
            contacts++;
        }
        assertThat(messages).isEqualTo(56);
        assertThat(responses).filteredOn(Routed::newChatCreated).hasSize((int) contacts);
    }

    private interface Numbered {
        Routed call(int n) throws Exception;
    }

    private static List<Routed> atOnce(int threads, Numbered call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<Routed>> calls = new ArrayList<>();
        for (int n = 0; n < threads; n++) {
            int number = n;
            calls.add(() -> {
                start.await();
                return call.call(number);
            });
        }
        List<Routed> responses = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Routed> response : executor.invokeAll(calls)) responses.add(response.get());
        }
        return responses;
    }
}
