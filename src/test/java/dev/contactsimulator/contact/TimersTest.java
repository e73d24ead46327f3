package dev.contactsimulator.contact;

import static dev.contactsimulator.contact.ExampleChat.CONTACT;
import static dev.contactsimulator.contact.ExampleChat.CUSTOMER;
import static dev.contactsimulator.contact.ExampleChat.EXPIRY;
import static dev.contactsimulator.contact.ExampleChat.START;
import static dev.contactsimulator.contact.ExampleChat.created;
import static dev.contactsimulator.contact.ExampleChat.ended;
import static dev.contactsimulator.contact.ExampleChat.item;
import static dev.contactsimulator.contact.ExampleChat.joined;
import static dev.contactsimulator.contact.ExampleChat.sent;
import static dev.contactsimulator.contact.ExampleChat.text;

import dev.contactsimulator.contact.ContactCommand.ConfigureTimers;
import dev.contactsimulator.contact.ContactCommand.ConnectParticipant;
import dev.contactsimulator.contact.ContactCommand.ExpireContact;
import dev.contactsimulator.contact.ContactCommand.SendMessage;
import dev.contactsimulator.contact.ContactCommand.StartChat;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactEvent.EventSent;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantCreated;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContactEvent.TimersConfigured;
import dev.contactsimulator.contact.Timers.Setting;
import dev.contactsimulator.contact.Timers.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** What happens to a chat by itself besides its expiry: idle participants, customers who do not connect. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TimersTest {

    private static final Participant BOT =
            new Participant(ParticipantId.of(CONTACT, 4), ParticipantRole.CUSTOM_BOT, "Bot");

    private final FixtureConfiguration<ChatContact> fixture = new AggregateTestFixture<>(ChatContact.class)
            .registerCommandTargetResolver(command ->
                    new VersionedAggregateIdentifier(((ContactCommand) command.getPayload()).contactId(), null));

    private static Instant minutes(long minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private static Setting customer(Type type, Integer minutes) {
        return new Setting(ParticipantRole.CUSTOMER, type, minutes);
    }

    /** A chat whose bot joined at the start, with these timers. */
    private TestExecutor<ChatContact> chatWithBot(Setting... timers) {
        return fixture.given(
                created(),
                joined(),
                sent(2, "hello", START),
                new TimersConfigured(CONTACT, List.of(timers), START),
                new ParticipantCreated(CONTACT, BOT, START.plusSeconds(15), START),
                new ParticipantJoined(CONTACT, item(5, START), BOT, START));
    }

    private static EventSent event(int sequence, String contentType, Instant at) {
        return new EventSent(CONTACT, item(sequence, at), CUSTOMER, contentType, null, at);
    }

    @Test
    void a_customer_who_says_nothing_is_idle() {
        chatWithBot(customer(Type.IDLE, 2))
                .when(new ExpireContact(CONTACT, minutes(3)))
                .expectEvents(event(6, ContentTypes.PARTICIPANT_IDLE, minutes(2)));
    }

    @Test
    void nothing_happens_before_the_time() {
        chatWithBot(customer(Type.IDLE, 2))
                .when(new ExpireContact(CONTACT, minutes(2).minusMillis(1)))
                .expectNoEvents();
    }

    @Test
    void a_message_of_the_customer_starts_the_timer_again() {
        chatWithBot(customer(Type.IDLE, 2))
                .andGiven(sent(6, "still here", minutes(1)))
                .when(new ExpireContact(CONTACT, minutes(3)))
                .expectEvents(event(7, ContentTypes.PARTICIPANT_IDLE, minutes(3)));
    }

    @Test
    void a_message_of_the_bot_does_not() {
        chatWithBot(customer(Type.IDLE, 2))
                .andGiven(new MessageSent(CONTACT, item(6, minutes(1)), BOT, text("hi"), minutes(1)))
                .when(new ExpireContact(CONTACT, minutes(2)))
                .expectEvents(event(7, ContentTypes.PARTICIPANT_IDLE, minutes(2)));
    }

    @Test
    void an_idle_customer_who_says_something_has_returned() {
        chatWithBot(customer(Type.IDLE, 2))
                .andGiven(event(6, ContentTypes.PARTICIPANT_IDLE, minutes(2)))
                .when(new SendMessage(CONTACT, CUSTOMER.id(), text("back"), minutes(4)))
                .expectEvents(sent(7, "back", minutes(4)), event(8, ContentTypes.PARTICIPANT_RETURNED, minutes(4)));
    }

    @Test
    void after_the_idle_time_and_the_disconnect_time_the_chat_ends() {
        chatWithBot(customer(Type.IDLE, 2), customer(Type.DISCONNECT_NONCUSTOMER, 3))
                .when(new ExpireContact(CONTACT, minutes(60)))
                .expectEvents(
                        event(6, ContentTypes.PARTICIPANT_IDLE, minutes(2)),
                        event(7, ContentTypes.AUTO_DISCONNECTION, minutes(5)),
                        ended(8, DisconnectReason.IDLE_DISCONNECT, minutes(5)));
    }

    @Test
    void a_disconnect_timer_alone_starts_at_once() {
        chatWithBot(customer(Type.DISCONNECT_NONCUSTOMER, 3))
                .when(new ExpireContact(CONTACT, minutes(3)))
                .expectEvents(
                        event(6, ContentTypes.AUTO_DISCONNECTION, minutes(3)),
                        ended(7, DisconnectReason.IDLE_DISCONNECT, minutes(3)));
    }

    @Test
    void timers_that_are_set_during_a_conversation_wait_for_the_next_bot() {
        chatWithBot(customer(Type.IDLE, 2))
                .andGiven(new TimersConfigured(CONTACT, List.of(customer(Type.IDLE, 10)), minutes(1)))
                .when(new ExpireContact(CONTACT, minutes(2)))
                .expectEvents(event(7, ContentTypes.PARTICIPANT_IDLE, minutes(2)));
    }

    @Test
    void a_timer_that_is_unset_does_not_run() {
        chatWithBot(customer(Type.IDLE, 2), customer(Type.IDLE, null))
                .when(new ExpireContact(CONTACT, minutes(60)))
                .expectNoEvents();
    }

    @Test
    void no_timer_runs_while_the_customer_is_alone() {
        chatWithBot(customer(Type.IDLE, 2))
                .andGiven(new ParticipantLeft(CONTACT, item(6, minutes(1)), BOT, minutes(1)))
                .when(new ExpireContact(CONTACT, minutes(60)))
                .expectNoEvents();
    }

    @Test
    void timers_can_be_set_only_while_the_contact_is_active() {
        fixture.given(created(), joined(), ended(2, DisconnectReason.API, START))
                .when(new ConfigureTimers(CONTACT, List.of(customer(Type.IDLE, 2)), minutes(1)))
                .expectException(ContactRejection.class);
    }

    private static final ChatStart WEB =
            new ChatStart(Map.of("connect:Subtype", "connect:Chat"), START.plus(Duration.ofMinutes(5)), null, null);

    private static ContactCreated webChat() {
        return new ContactCreated(
                CONTACT,
                ExampleChat.DESTINATION.instanceId(),
                ExampleChat.DESTINATION.flowId(),
                null,
                0,
                CUSTOMER,
                ExampleChat.PLAIN_SESSION,
                EXPIRY,
                START,
                WEB);
    }

    @Test
    void a_web_chat_begins_with_a_customer_who_has_yet_to_connect() {
        NewSession session = new NewSession(CUSTOMER.displayName(), null, Map.of(), null);
        fixture.givenNoPriorActivity()
                .when(new StartChat(
                        CONTACT, ExampleChat.DESTINATION, session, WEB, Duration.ofHours(25), text("hello"), START))
                .expectEvents(webChat(), sent(1, "hello", START));
    }

    @Test
    void a_customer_who_does_not_connect_within_five_minutes_has_no_chat_any_more() {
        fixture.given(webChat())
                .when(new ConnectParticipant(CONTACT, CUSTOMER.id(), true, minutes(5)))
                .expectException(ContactRejection.class);
        fixture.given(webChat())
                .when(new ExpireContact(CONTACT, minutes(5)))
                .expectEvents(ended(1, DisconnectReason.CUSTOMER_CONNECTION_NOT_ESTABLISHED, minutes(5)));
    }

    @Test
    void a_customer_who_has_connected_stays() {
        fixture.given(webChat(), new ParticipantJoined(CONTACT, item(1, minutes(4)), CUSTOMER, minutes(4)))
                .when(new ExpireContact(CONTACT, minutes(60)))
                .expectNoEvents();
    }
}
