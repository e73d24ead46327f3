package dev.contactsimulator.contact;

import static dev.contactsimulator.contact.ExampleChat.CHAT;
import static dev.contactsimulator.contact.ExampleChat.CONTACT;
import static dev.contactsimulator.contact.ExampleChat.CUSTOMER;
import static dev.contactsimulator.contact.ExampleChat.EXPIRY;
import static dev.contactsimulator.contact.ExampleChat.PLAIN_SESSION;
import static dev.contactsimulator.contact.ExampleChat.START;
import static dev.contactsimulator.contact.ExampleChat.created;
import static dev.contactsimulator.contact.ExampleChat.customer;
import static dev.contactsimulator.contact.ExampleChat.ended;
import static dev.contactsimulator.contact.ExampleChat.hello;
import static dev.contactsimulator.contact.ExampleChat.item;
import static dev.contactsimulator.contact.ExampleChat.joined;
import static dev.contactsimulator.contact.ExampleChat.left;
import static dev.contactsimulator.contact.ExampleChat.message;
import static dev.contactsimulator.contact.ExampleChat.sent;
import static dev.contactsimulator.contact.ExampleChat.text;
import static org.axonframework.test.matchers.Matchers.matches;
import static org.hamcrest.CoreMatchers.equalTo;

import dev.contactsimulator.contact.ContactCommand.ExpireContact;
import dev.contactsimulator.contact.ContactCommand.ReceiveDisconnect;
import dev.contactsimulator.contact.ContactCommand.ReceiveEvent;
import dev.contactsimulator.contact.ContactCommand.StopContact;
import dev.contactsimulator.contact.ContactCommand.TagContact;
import dev.contactsimulator.contact.ContactCommand.UntagContact;
import dev.contactsimulator.contact.ContactCommand.UpdateAttributes;
import dev.contactsimulator.contact.ContactEvent.AttributesUpdated;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.ContactTagged;
import dev.contactsimulator.contact.ContactEvent.ContactUntagged;
import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactRejection.Kind;
import dev.contactsimulator.contact.Outcome.Ended;
import dev.contactsimulator.contact.Outcome.Handled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of one contact, one test each: given what happened, when it is asked, expect what comes of it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChatContactTest {

    private static final Instant LATER = START.plusSeconds(60);
    private static final Instant LATER_STILL = START.plusSeconds(120);

    private static final SessionDetails RICH_SESSION =
            new SessionDetails(CHAT.sourceId(), List.of(ContentTypes.PLAIN, ContentTypes.JSON), Map.of(), null);

    private final FixtureConfiguration<ChatContact> fixture = new AggregateTestFixture<>(ChatContact.class)
            .registerCommandTargetResolver(command ->
                    new VersionedAggregateIdentifier(((ContactCommand) command.getPayload()).contactId(), null))
            .registerCommandHandlerInterceptor(
                    new CorrelationDataInterceptor<>(new SimpleCorrelationDataProvider(RequestContext.INVOCATION_ID)));

    private TestExecutor<ChatContact> nothing() {
        return fixture.givenNoPriorActivity();
    }

    private TestExecutor<ChatContact> activeChat() {
        return fixture.given(created(), joined(), sent(2, "hello", START));
    }

    private TestExecutor<ChatContact> endedChat() {
        return activeChat().andGiven(left(3, LATER), ended(4, DisconnectReason.CUSTOMER_DISCONNECT, LATER));
    }

    private static EventMessage<?> by(String invocation, ContactEvent event) {
        return new GenericEventMessage<>(event, invocation(invocation));
    }

    private static Map<String, String> invocation(String id) {
        return Map.of(RequestContext.INVOCATION_ID, id);
    }

    /** The contact handled the command, and the outcome names the event that opened the chat. */
    private static Matcher<Object> newChat() {
        return matches(result -> result instanceof Handled(ContactCreated created));
    }

    /** The contact handled the command, which opened no chat. */
    private static Matcher<Object> handled() {
        return matches(result -> result instanceof Handled(var event) && !(event instanceof ContactCreated));
    }

    private static void expectRejected(ResultValidator<ChatContact> result, Kind kind) {
        result.expectNoEvents().expectException(rejectionOf(kind));
    }

    private static Matcher<ContactRejection> rejectionOf(Kind kind) {
        return new FeatureMatcher<>(equalTo(kind), "a ContactRejection of kind", "kind") {
            @Override
            protected Kind featureValueOf(ContactRejection rejection) {
                return rejection.kind();
            }
        };
    }

    @Nested
    class Messages {

        @Test
        void the_first_message_creates_the_contact_and_the_customer_joins() {
            nothing()
                    .when(hello(START))
                    .expectEvents(created(), joined(), sent(2, "hello", START))
                    .expectResultMessagePayloadMatching(newChat());
        }

        @Test
        void a_second_message_is_added_to_the_same_contact() {
            activeChat()
                    .when(message(text("second"), NewSession.UNSPECIFIED, LATER))
                    .expectEvents(sent(3, "second", LATER))
                    .expectResultMessagePayloadMatching(handled());
        }

        @Test
        void the_same_text_again_by_another_call_is_another_message() {
            activeChat().when(hello(START)).expectEvents(sent(3, "hello", START));
        }

        @Test
        void a_message_after_the_end_is_for_the_next_contact() {
            endedChat().when(hello(LATER_STILL)).expectNoEvents().expectResultMessagePayload(new Ended(LATER));
        }

        @Test
        void a_message_of_a_type_that_the_chat_was_not_started_with_is_refused() {
            expectRejected(
                    activeChat()
                            .when(message(new MessageContent(ContentTypes.JSON, "{}"), NewSession.UNSPECIFIED, LATER)),
                    Kind.INVALID_STATE);
        }

        @Test
        void a_message_of_a_type_that_the_chat_was_started_with_is_taken() {
            MessageContent json = new MessageContent(ContentTypes.JSON, "{\"a\":1}");
            fixture.given(created(RICH_SESSION), joined())
                    .when(message(json, NewSession.UNSPECIFIED, LATER))
                    .expectEvents(new MessageSent(CONTACT, item(2, LATER), CUSTOMER, json, LATER));
        }

        @Test
        void a_first_message_of_an_unsupported_type_leaves_no_contact() {
            expectRejected(
                    nothing().when(message(new MessageContent(ContentTypes.JSON, "{}"), NewSession.UNSPECIFIED, START)),
                    Kind.INVALID_STATE);
        }

        @Test
        void time_does_not_go_back_within_a_contact_when_a_slower_clock_sends_next() {
            fixture.given(created(), joined(), sent(2, "hello", LATER))
                    .when(message(text("second"), NewSession.UNSPECIFIED, START))
                    .expectEvents(sent(3, "second", LATER));
        }
    }

    @Nested
    class New_sessions {

        private ResultValidator<ChatContact> start(NewSession session) {
            return nothing().when(message(text("hello"), session, START));
        }

        private void expectSession(SessionDetails details, NewSession session) {
            Participant customer = customer(details.displayName());
            start(session)
                    .expectEvents(
                            created(details),
                            new ParticipantJoined(CONTACT, item(1, START), customer, START),
                            new MessageSent(CONTACT, item(2, START), customer, text("hello"), START))
                    .expectResultMessagePayloadMatching(newChat());
        }

        private static NewSession supporting(String... types) {
            return new NewSession(null, List.of(types), Map.of(), null);
        }

        private static NewSession with(Map<String, String> attributes) {
            return new NewSession(null, null, attributes, null);
        }

        private static NewSession streamingTo(String topic) {
            return new NewSession(null, null, Map.of(), topic);
        }

        @Test
        void the_customer_goes_by_the_display_name_of_the_session() {
            expectSession(
                    new SessionDetails("Jane", List.of(ContentTypes.PLAIN), Map.of(), null),
                    new NewSession("Jane", null, Map.of(), null));
        }

        @Test
        void without_a_display_name_the_customer_goes_by_its_source_id() {
            expectSession(PLAIN_SESSION, NewSession.UNSPECIFIED);
        }

        @Test
        void supported_content_types_may_come_in_any_order_and_twice() {
            expectSession(
                    new SessionDetails(
                            CHAT.sourceId(), List.of(ContentTypes.MARKDOWN, ContentTypes.PLAIN), Map.of(), null),
                    supporting(ContentTypes.MARKDOWN, ContentTypes.PLAIN, ContentTypes.MARKDOWN));
        }

        @Test
        void a_chat_may_support_interactive_messages_though_customers_cannot_send_them() {
            start(supporting(ContentTypes.PLAIN, ContentTypes.INTERACTIVE)).expectSuccessfulHandlerExecution();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "text/markdown"})
        void supported_content_types_must_contain_plain_text(String types) {
            expectRejected(
                    start(supporting(types.isEmpty() ? new String[0] : new String[] {types})), Kind.INVALID_VALUE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/html", "TEXT/PLAIN", "text/plain;charset=utf-8", ContentTypes.TYPING})
        void supported_content_types_must_be_known(String type) {
            expectRejected(start(supporting(ContentTypes.PLAIN, type)), Kind.INVALID_VALUE);
        }

        @Test
        void attribute_keys_may_have_letters_digits_hyphens_and_underscores() {
            Map<String, String> attributes = Map.of("a-b_1", "ü is fine in a value");
            expectSession(
                    new SessionDetails(CHAT.sourceId(), List.of(ContentTypes.PLAIN), attributes, null),
                    with(attributes));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a b", "ü", "a.b", "a\n", "١"})
        void attribute_keys_may_have_nothing_else(String key) {
            expectRejected(start(with(Map.of(key, "v"))), Kind.INVALID_VALUE);
        }

        @Test
        void attributes_may_have_32768_bytes_of_utf_8_together() {
            start(with(Map.of("a", "ü".repeat(8_000), "b", "x".repeat(16_766)))).expectSuccessfulHandlerExecution();
        }

        @Test
        void attributes_may_not_have_a_byte_more() {
            expectRejected(start(with(Map.of("a", "ü".repeat(8_000), "b", "x".repeat(16_767)))), Kind.INVALID_VALUE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"arn:aws:sns:us-east-1:111122223333:out", "arn:aws:sns:us-east-1:999999999999:other"})
        void messages_may_stream_to_a_standard_topic_of_any_account(String topic) {
            expectSession(
                    new SessionDetails(CHAT.sourceId(), List.of(ContentTypes.PLAIN), Map.of(), topic),
                    streamingTo(topic));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "arn:aws:sns:us-east-1:111122223333:out.fifo",
                    "arn:aws:sns:eu-west-1:111122223333:out",
                    "arn:aws:sqs:us-east-1:111122223333:out",
                    "arn:aws:sns:us-east-1:1111:out",
                    "out"
                })
        void messages_may_not_stream_to_a_fifo_topic_another_region_or_what_is_no_topic(String topic) {
            expectRejected(start(streamingTo(topic)), Kind.INVALID_VALUE);
        }

        @Test
        void details_of_a_new_session_are_ignored_by_an_existing_chat_even_bad_ones() {
            NewSession bad = new NewSession("Jane", List.of("text/html"), Map.of("a b", "v"), "no topic");
            activeChat().when(message(text("second"), bad, LATER)).expectEvents(sent(3, "second", LATER));
        }
    }

    @Nested
    class Events {

        private static ReceiveEvent receipt(String contentType, String messageId) {
            return new ReceiveEvent(CONTACT, contentType, messageId, LATER);
        }

        @ParameterizedTest
        @ValueSource(strings = {ContentTypes.TYPING, ContentTypes.CONNECTION_ACKNOWLEDGED})
        void an_event_is_added_to_an_active_chat(String contentType) {
            activeChat()
                    .when(new ReceiveEvent(CONTACT, contentType, null, LATER))
                    .expectEvents(new EventSent(CONTACT, item(3, LATER), CUSTOMER, contentType, null, LATER))
                    .expectResultMessagePayloadMatching(handled());
        }

        @Test
        void an_event_after_the_end_is_for_the_next_contact() {
            endedChat()
                    .when(new ReceiveEvent(CONTACT, ContentTypes.TYPING, null, LATER_STILL))
                    .expectNoEvents()
                    .expectResultMessagePayload(new Ended(LATER));
        }

        @ParameterizedTest
        @ValueSource(strings = {ContentTypes.MESSAGE_DELIVERED, ContentTypes.MESSAGE_READ})
        void a_receipt_is_for_a_message_of_the_chat(String contentType) {
            ItemId message = item(2, START);
            activeChat()
                    .when(receipt(contentType, message.toString()))
                    .expectEvents(new EventSent(CONTACT, item(3, LATER), CUSTOMER, contentType, message, LATER));
        }

        static Stream<String> no_messages_of_the_chat() {
            ContactId other = ExampleChat.NUMBERING.contact(0, CHAT, 2);
            return Stream.of(
                    item(1, START).toString(), // the customer's joining
                    item(3, START).toString(), // not sent yet
                    ItemId.of(other, 2, START).toString(),
                    UUID.nameUUIDFromBytes(new byte[0]).toString(),
                    "ffffffff-ffff-7fff-bfff-ffffffffffff",
                    "no id",
                    "");
        }

        @ParameterizedTest
        @MethodSource("no_messages_of_the_chat")
        void a_receipt_for_anything_else_is_refused(String messageId) {
            expectRejected(activeChat().when(receipt(ContentTypes.MESSAGE_READ, messageId)), Kind.INVALID_STATE);
        }
    }

    @Nested
    class The_end {

        @Test
        void when_the_customer_disconnects_it_leaves_and_the_chat_ends() {
            activeChat()
                    .when(new ReceiveDisconnect(CONTACT, LATER))
                    .expectEvents(left(3, LATER), ended(4, DisconnectReason.CUSTOMER_DISCONNECT, LATER))
                    .expectResultMessagePayloadMatching(handled());
        }

        @Test
        void a_disconnect_after_the_end_is_for_the_next_contact() {
            endedChat()
                    .when(new ReceiveDisconnect(CONTACT, LATER_STILL))
                    .expectNoEvents()
                    .expectResultMessagePayload(new Ended(LATER));
        }

        @Test
        void stopping_ends_the_chat_by_api() {
            activeChat()
                    .when(new StopContact(CONTACT, LATER))
                    .expectEvents(ended(3, DisconnectReason.API, LATER))
                    .expectResultMessagePayloadMatching(handled());
        }

        @Test
        void stopping_again_does_nothing() {
            endedChat()
                    .when(new StopContact(CONTACT, LATER_STILL))
                    .expectNoEvents()
                    .expectResultMessagePayloadMatching(handled());
        }

        @Test
        void a_chat_expires_after_25_hours() {
            activeChat()
                    .when(new ExpireContact(CONTACT, EXPIRY))
                    .expectEvents(ended(3, DisconnectReason.EXPIRED, EXPIRY));
        }

        @Test
        void a_chat_does_not_expire_before() {
            activeChat().when(new ExpireContact(CONTACT, EXPIRY.minusNanos(1))).expectNoEvents();
        }

        @Test
        void an_ended_chat_does_not_expire() {
            endedChat().when(new ExpireContact(CONTACT, EXPIRY)).expectNoEvents();
        }

        @Test
        void the_last_moment_still_belongs_to_the_chat() {
            Instant last = EXPIRY.minusNanos(1);
            activeChat().when(hello(last)).expectEvents(sent(3, "hello", last));
        }

        static Stream<ContactCommand> chat_events_long_after_expiry() {
            Instant late = EXPIRY.plus(Duration.ofDays(3));
            return Stream.of(
                    hello(late),
                    new ReceiveEvent(CONTACT, ContentTypes.TYPING, null, late),
                    new ReceiveDisconnect(CONTACT, late));
        }

        @ParameterizedTest
        @MethodSource("chat_events_long_after_expiry")
        void a_late_chat_event_finds_that_the_chat_expired_when_its_time_was_over(ContactCommand late) {
            activeChat()
                    .when(late)
                    .expectEvents(ended(3, DisconnectReason.EXPIRED, EXPIRY))
                    .expectResultMessagePayload(new Ended(EXPIRY));
        }

        @Test
        void stopping_an_expired_chat_leaves_it_expired() {
            activeChat()
                    .when(new StopContact(CONTACT, EXPIRY.plusSeconds(1)))
                    .expectEvents(ended(3, DisconnectReason.EXPIRED, EXPIRY));
        }
    }

    @Nested
    class Attributes {

        private static UpdateAttributes update(Map<String, String> attributes, Instant at) {
            return new UpdateAttributes(CONTACT, attributes, at);
        }

        private static AttributesUpdated updated(Map<String, String> attributes, Instant at) {
            return new AttributesUpdated(CONTACT, attributes, at);
        }

        @Test
        void attributes_are_added_to_those_that_are_there() {
            activeChat()
                    .andGiven(updated(Map.of("a", "x".repeat(16_000)), START))
                    .when(update(Map.of("b", "x".repeat(16_766)), LATER))
                    .expectEvents(updated(Map.of("b", "x".repeat(16_766)), LATER))
                    .expectResultMessagePayloadMatching(handled());
        }

        @Test
        void all_attributes_together_count_for_the_limit() {
            expectRejected(
                    activeChat()
                            .andGiven(updated(Map.of("a", "x".repeat(16_000)), START))
                            .when(update(Map.of("b", "x".repeat(16_767)), LATER)),
                    Kind.INVALID_VALUE);
        }

        @Test
        void a_value_that_is_replaced_does_not_count_for_the_limit() {
            activeChat()
                    .andGiven(updated(Map.of("a", "x".repeat(32_767)), START))
                    .when(update(Map.of("a", "y".repeat(32_767)), LATER))
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void the_attributes_of_the_new_session_count_too() {
            SessionDetails details = new SessionDetails(
                    CHAT.sourceId(), List.of(ContentTypes.PLAIN), Map.of("a", "x".repeat(32_767)), null);
            expectRejected(
                    fixture.given(created(details), joined()).when(update(Map.of("b", ""), LATER)), Kind.INVALID_VALUE);
        }

        @Test
        void keys_follow_the_same_rule_as_in_a_new_session() {
            expectRejected(activeChat().when(update(Map.of("a b", "v"), LATER)), Kind.INVALID_VALUE);
        }

        @Test
        void attributes_of_an_ended_contact_may_change() {
            endedChat()
                    .when(update(Map.of("k", "v"), LATER_STILL))
                    .expectEvents(updated(Map.of("k", "v"), LATER_STILL));
        }

        @Test
        void an_update_with_the_values_that_are_there_changes_nothing() {
            activeChat()
                    .andGiven(updated(Map.of("a", "1", "b", "2"), START))
                    .when(update(Map.of("b", "2"), LATER))
                    .expectNoEvents()
                    .expectResultMessagePayload(new Handled(null));
        }

        @Test
        void an_update_that_comes_late_finds_that_the_chat_expired() {
            Instant late = EXPIRY.plusSeconds(5);
            activeChat()
                    .when(update(Map.of("k", "v"), late))
                    .expectEvents(ended(3, DisconnectReason.EXPIRED, EXPIRY), updated(Map.of("k", "v"), late));
        }
    }

    @Nested
    class Tags {

        private static final Map<String, String> FIVE = Map.of("a", "1", "b", "2", "c", "3", "d", "4", "e", "5");

        private static ContactTagged tagged(Map<String, String> tags, Instant at) {
            return new ContactTagged(CONTACT, tags, at);
        }

        @Test
        void a_contact_can_have_six_tags() {
            activeChat()
                    .andGiven(tagged(FIVE, START))
                    .when(new TagContact(CONTACT, Map.of("f", "6"), LATER))
                    .expectEvents(tagged(Map.of("f", "6"), LATER))
                    .expectResultMessagePayloadMatching(handled());
        }

        @Test
        void a_contact_cannot_have_seven_tags() {
            expectRejected(
                    activeChat()
                            .andGiven(tagged(FIVE, START))
                            .when(new TagContact(CONTACT, Map.of("f", "6", "g", "7"), LATER)),
                    Kind.INVALID_STATE);
        }

        @Test
        void a_tag_that_is_there_gets_a_new_value_and_does_not_count_twice() {
            activeChat()
                    .andGiven(tagged(FIVE, START))
                    .when(new TagContact(CONTACT, Map.of("a", "new", "f", "6"), LATER))
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void a_removed_tag_makes_room() {
            activeChat()
                    .andGiven(tagged(FIVE, START), new ContactUntagged(CONTACT, Set.of("a", "unknown"), START))
                    .when(new TagContact(CONTACT, Map.of("f", "6", "g", "7"), LATER))
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void tags_are_removed_by_their_keys() {
            activeChat()
                    .andGiven(tagged(FIVE, START))
                    .when(new UntagContact(CONTACT, Set.of("a", "b"), LATER))
                    .expectEvents(new ContactUntagged(CONTACT, Set.of("a", "b"), LATER))
                    .expectResultMessagePayloadMatching(handled());
        }

        @Test
        void tagging_and_untagging_without_effect_change_nothing() {
            activeChat()
                    .andGiven(tagged(FIVE, START))
                    .when(new TagContact(CONTACT, Map.of("a", "1", "b", "2"), LATER))
                    .expectNoEvents()
                    .expectResultMessagePayload(new Handled(null));
        }

        @Test
        void removing_tags_that_are_not_there_changes_nothing() {
            activeChat()
                    .andGiven(tagged(FIVE, START))
                    .when(new UntagContact(CONTACT, Set.of("x", "y"), LATER))
                    .expectNoEvents()
                    .expectResultMessagePayload(new Handled(null));
        }

        @Test
        void tags_of_an_ended_contact_may_change() {
            endedChat().when(new TagContact(CONTACT, FIVE, LATER_STILL)).expectEvents(tagged(FIVE, LATER_STILL));
        }
    }

    @Nested
    class Causes {

        @Test
        void every_event_says_which_call_led_to_it() {
            nothing()
                    .when(hello(START), invocation("call"))
                    .expectEvents(by("call", created()), by("call", joined()), by("call", sent(2, "hello", START)));
        }
    }
}
