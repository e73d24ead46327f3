package dev.contactsimulator.engine;

import static dev.contactsimulator.contact.ExampleChat.CHAT;
import static dev.contactsimulator.contact.ExampleChat.CONTACT;
import static dev.contactsimulator.contact.ExampleChat.DESTINATION;
import static dev.contactsimulator.contact.ExampleChat.START;
import static dev.contactsimulator.contact.ExampleChat.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactCommand.ReceiveDisconnect;
import dev.contactsimulator.contact.ContactCommand.ReceiveEvent;
import dev.contactsimulator.contact.ContactCommand.ReceiveMessage;
import dev.contactsimulator.contact.ContactCommand.StopContact;
import dev.contactsimulator.contact.ContactCommand.TagContact;
import dev.contactsimulator.contact.ContactCommand.UntagContact;
import dev.contactsimulator.contact.ContactCommand.UpdateAttributes;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactRejection;
import dev.contactsimulator.contact.ContentTypes;
import dev.contactsimulator.contact.NewSession;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.Outcome.Ended;
import dev.contactsimulator.contact.Outcome.Handled;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.eventlog.EventLogUnavailable;
import dev.contactsimulator.eventlog.LogLines;
import dev.contactsimulator.eventlog.Timeline;
import dev.contactsimulator.retry.RepeatedCalls;
import dev.contactsimulator.support.SharedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** A call that comes again, to the node that handled it and to one that has to find out. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RetriesTest {

    private static final Instant AN_HOUR_LATER = START.plus(Duration.ofHours(1));
    private static final Instant EXPIRY = START.plus(Duration.ofHours(25));

    private final SharedLog log = new SharedLog();
    private final AxonContacts node = node();
    private final AxonContacts other = node();

    private AxonContacts node() {
        return new AxonContacts(log, log.timelines(), DataSize.ofMegabytes(8));
    }

    private static RequestContext call(@Nullable String invocationId) {
        return new RequestContext("request", invocationId, null, "operation", null);
    }

    private static ContactCommand hello(Instant at) {
        return new ReceiveMessage(CONTACT, CHAT, 1, DESTINATION, NewSession.UNSPECIFIED, text("hello"), at);
    }

    private static Outcome send(AxonContacts to, ContactCommand command, @Nullable String invocationId) {
        return to.send(command, call(invocationId)).orElseThrow();
    }

    @Test
    void a_retry_of_the_first_message_leads_to_the_event_that_opened_the_chat() {
        Outcome first = send(node, hello(START), "call");
        assertThat(first)
                .isInstanceOfSatisfying(
                        Handled.class, handled -> assertThat(handled.event()).isInstanceOf(ContactCreated.class));

        assertThat(send(node, hello(START), "call")).isEqualTo(first);
        assertThat(send(other, hello(AN_HOUR_LATER), "call")).isEqualTo(first);
        assertThat(log.events(CONTACT)).hasSize(3);
    }

    static Stream<ContactCommand> commands() {
        return Stream.of(
                hello(START),
                new ReceiveEvent(CONTACT, ContentTypes.TYPING, null, START),
                new UpdateAttributes(CONTACT, Map.of("k", "v"), START),
                new TagContact(CONTACT, Map.of("k", "v"), START),
                new UntagContact(CONTACT, Set.of("k"), START),
                new ReceiveDisconnect(CONTACT, START),
                new StopContact(CONTACT, START));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_retry_of_any_call_adds_nothing_and_has_the_first_outcome(ContactCommand command) {
        send(node, hello(START), "first");
        Outcome first = send(node, command, "call");
        int size = log.size();

        assertThat(send(node, command, "call")).isEqualTo(first);
        assertThat(send(other, command, "call")).isEqualTo(first);
        assertThat(log.size()).isEqualTo(size);
    }

    @Test
    void the_log_leads_from_the_request_id_of_a_retry_to_the_event_of_the_first_attempt() {
        send(node, hello(START), "first");
        send(node, hello(START), "call");
        try (LogLines lines = LogLines.of(RepeatedCalls.class)) {
            node.send(hello(START), new RequestContext("retry", "call", null, "operation", null));

            assertThat(lines.texts())
                    .containsExactly(
                            "event=call-repeated requestId=retry operation=operation invocationId=call contactId="
                                    + CONTACT + " sequence=3");
        }
    }

    @Test
    void a_call_that_changes_nothing_succeeds_only_if_the_log_confirms_what_others_have_changed() {
        send(node, hello(START), "first");
        send(node, new UpdateAttributes(CONTACT, Map.of("k", "v"), START), "update");
        EventLogUnavailable unreachable = new EventLogUnavailable("the test says so", null);
        AxonContacts cutOff = new AxonContacts(
                log,
                new Timelines() {
                    @Override
                    public Timeline present() {
                        return log.timelines().present();
                    }

                    @Override
                    public void confirm(Timeline timeline) {
                        throw unreachable;
                    }
                },
                DataSize.ofMegabytes(8));

        assertThatThrownBy(() -> send(cutOff, new UpdateAttributes(CONTACT, Map.of("k", "v"), START), "same"))
                .isSameAs(unreachable);
    }

    @Test
    void a_retry_is_recognised_after_the_end_too() {
        Outcome first = send(node, hello(START), "call");
        send(node, new StopContact(CONTACT, START), "stop");

        assertThat(send(node, hello(START), "call")).isEqualTo(first);
        assertThat(send(other, hello(START), "call")).isEqualTo(first);
        assertThat(send(node, hello(START), "another")).isEqualTo(new Ended(START));
    }

    @Test
    void after_an_hour_the_same_call_is_another_message_and_remembered_for_another_hour() {
        Instant late = AN_HOUR_LATER.plusMillis(1);
        send(node, hello(START), "call");
        send(node, hello(late), "call");
        assertThat(log.events(CONTACT)).hasSize(4);

        send(node, hello(late.plus(Duration.ofHours(1))), "call");
        assertThat(log.events(CONTACT)).hasSize(4);
    }

    @Test
    void a_refused_call_is_not_remembered() {
        send(node, hello(START), "first");
        assertThatThrownBy(() -> send(node, new UpdateAttributes(CONTACT, Map.of("a b", ""), START), "call"))
                .isInstanceOf(ContactRejection.class);

        send(node, new UpdateAttributes(CONTACT, Map.of("a", "b"), START), "call");
        assertThat(log.events(CONTACT)).hasSize(4);
    }

    @Test
    void a_call_that_finds_the_chat_expired_has_not_been_handled_by_its_contact() {
        send(node, hello(START), "first");
        assertThat(send(node, hello(EXPIRY), "late")).isEqualTo(new Ended(EXPIRY));

        assertThat(node.handledBy(CONTACT).orElseThrow().calls().size()).isEqualTo(1);
    }
}
