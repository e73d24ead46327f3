package dev.contactsimulator.contact;

import static dev.contactsimulator.contact.ExampleChat.CONTACT;
import static dev.contactsimulator.contact.ExampleChat.CUSTOMER;
import static dev.contactsimulator.contact.ExampleChat.START;
import static dev.contactsimulator.contact.ExampleChat.created;
import static dev.contactsimulator.contact.ExampleChat.ended;
import static dev.contactsimulator.contact.ExampleChat.hello;
import static dev.contactsimulator.contact.ExampleChat.item;
import static dev.contactsimulator.contact.ExampleChat.joined;
import static dev.contactsimulator.contact.ExampleChat.sent;
import static dev.contactsimulator.contact.ExampleChat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.contact.ContactCommand.ConnectAgent;
import dev.contactsimulator.contact.ContactCommand.QueueContact;
import dev.contactsimulator.contact.ContactCommand.StopContact;
import dev.contactsimulator.contact.ContactCommand.TransferToAgent;
import dev.contactsimulator.contact.ContactCommand.TransferToQueue;
import dev.contactsimulator.contact.ContactEvent.AgentConnected;
import dev.contactsimulator.contact.ContactEvent.ContactQueued;
import dev.contactsimulator.contact.ContactEvent.Disconnected;
import dev.contactsimulator.contact.ContactEvent.MessageSent;
import dev.contactsimulator.contact.ContactEvent.ParticipantCreated;
import dev.contactsimulator.contact.ContactEvent.ParticipantJoined;
import dev.contactsimulator.contact.ContactEvent.ParticipantLeft;
import dev.contactsimulator.contact.ContactEvent.SegmentEnded;
import dev.contactsimulator.contact.ContactEvent.SegmentStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Agents, queues and transfers, which make a chain of contacts. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ContactChainTest {

    private static final Instant LATER = START.plusSeconds(60);
    private static final Participant BOT = new Participant(
            new ParticipantId(UUID.fromString("7d9c8b7a-6f5e-4d3c-8b2a-1f0e9d8c7b6a")),
            ParticipantRole.CUSTOM_BOT,
            "Bot");
    private static final Participant ANN = agent(CONTACT, "Ann");

    /** The contact that the transfer in {@link #transferred} begins. */
    private static final ContactId NEXT = ContactId.further(CONTACT, 5);

    private static final Participant BEN = agent(NEXT, "Ben");

    private final FixtureConfiguration<ChatContact> fixture = new AggregateTestFixture<>(ChatContact.class)
            .registerCommandTargetResolver(command ->
                    new VersionedAggregateIdentifier(((ContactCommand) command.getPayload()).contactId(), null));

    private static Participant agent(ContactId contact, String name) {
        return new Participant(ParticipantId.agentOf(contact), ParticipantRole.AGENT, name);
    }

    private static List<ContactEvent> activeChat() {
        return List.of(created(), joined(), sent(2, "hello", START));
    }

    private static List<ContactEvent> withAgent() {
        return and(
                activeChat(),
                new AgentConnected(CONTACT, CONTACT, ANN, "ann", null, START),
                new ParticipantJoined(CONTACT, item(4, START), ANN, START));
    }

    private static List<ContactEvent> transferred() {
        return and(
                withAgent(),
                new SegmentEnded(CONTACT, item(5, START), ANN, NEXT, START, null),
                new ParticipantLeft(CONTACT, item(6, START), ANN, START),
                new SegmentStarted(CONTACT, NEXT, CONTACT, InitiationMethod.TRANSFER, null, START),
                new AgentConnected(CONTACT, NEXT, BEN, "ben", null, START),
                new ParticipantJoined(CONTACT, item(9, START), BEN, START, NEXT));
    }

    private static List<ContactEvent> and(List<ContactEvent> events, ContactEvent... more) {
        List<ContactEvent> all = new ArrayList<>(events);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void an_agent_joins_and_the_bot_leaves() {
        fixture.given(and(
                        activeChat(),
                        new ParticipantCreated(CONTACT, BOT, LATER, START),
                        new ParticipantJoined(CONTACT, item(4, START), BOT, START)))
                .when(new ConnectAgent(CONTACT, "Ann", "ann", "queue", LATER))
                .expectEvents(
                        new AgentConnected(CONTACT, CONTACT, ANN, "ann", "queue", LATER),
                        new ParticipantLeft(CONTACT, item(6, LATER), BOT, LATER),
                        new ParticipantJoined(CONTACT, item(7, LATER), ANN, LATER));
    }

    @Test
    void a_second_agent_is_refused() {
        fixture.given(withAgent())
                .when(new ConnectAgent(CONTACT, "Ben", "ben", null, LATER))
                .expectNoEvents()
                .expectException(ContactRejection.class);
    }

    @Test
    void an_agent_hands_the_chat_over_to_another() {
        fixture.given(withAgent())
                .when(new TransferToAgent(CONTACT, "Ben", "ben", START))
                .expectEvents(transferred().subList(5, 10).toArray());
    }

    @Test
    void what_happens_after_a_transfer_belongs_to_the_next_contact() {
        fixture.given(transferred())
                .when(hello(LATER))
                .expectEvents(new MessageSent(CONTACT, item(10, LATER), CUSTOMER, text("hello"), LATER, NEXT));
    }

    @Test
    void the_end_is_that_of_the_whole_chain() {
        fixture.given(transferred())
                .when(new StopContact(CONTACT, LATER))
                .expectEvents(new Disconnected(CONTACT, item(10, LATER), DisconnectReason.API, LATER, NEXT));
    }

    @Test
    void an_ended_chat_is_not_transferred() {
        fixture.given(and(withAgent(), ended(5, DisconnectReason.API, START)))
                .when(new TransferToQueue(CONTACT, "queue", LATER))
                .expectNoEvents()
                .expectException(ContactRejection.class);
    }

    @Test
    void only_an_agent_transfers_to_an_agent() {
        fixture.given(and(activeChat(), new ContactQueued(CONTACT, CONTACT, "queue", START)))
                .when(new TransferToAgent(CONTACT, "Ben", "ben", LATER))
                .expectNoEvents()
                .expectException(ContactRejection.class);
    }

    @Test
    void an_agent_transfers_to_a_queue_in_which_another_agent_accepts() {
        fixture.given(withAgent())
                .andGivenCommands(new TransferToQueue(CONTACT, "queue", START))
                .when(new ConnectAgent(CONTACT, "Ben", "ben", null, LATER))
                .expectEvents(
                        new AgentConnected(CONTACT, NEXT, BEN, "ben", null, LATER),
                        new ParticipantJoined(CONTACT, item(9, LATER), BEN, LATER, NEXT));
    }

    @Test
    void a_waiting_contact_is_moved_to_another_queue() {
        ContactId next = ContactId.further(CONTACT, 4);
        fixture.given(and(activeChat(), new ContactQueued(CONTACT, CONTACT, "queue", START)))
                .when(new TransferToQueue(CONTACT, "other", LATER))
                .expectEvents(
                        new SegmentEnded(CONTACT, item(4, LATER), null, next, LATER, null),
                        new SegmentStarted(CONTACT, next, CONTACT, InitiationMethod.QUEUE_TRANSFER, "other", LATER));
    }

    @Test
    void a_contact_that_waits_in_a_queue_is_not_queued_again() {
        fixture.given(and(activeChat(), new ContactQueued(CONTACT, CONTACT, "queue", START)))
                .when(new QueueContact(CONTACT, "other", LATER))
                .expectNoEvents()
                .expectException(ContactRejection.class);
    }

    @Test
    void a_chain_has_a_hundred_contacts_at_most() {
        var moved = fixture.given(and(activeChat(), new ContactQueued(CONTACT, CONTACT, "queue", START)));
        for (int n = 1; n < Segments.MAX; n++) moved.andGivenCommands(new TransferToQueue(CONTACT, "queue", LATER));

        moved.when(new TransferToQueue(CONTACT, "queue", LATER))
                .expectNoEvents()
                .expectException(ContactRejection.class);
    }

    @Test
    void further_contacts_have_ids_of_their_own() {
        assertThat(java.util.stream.IntStream.range(0, 10_000)
                        .mapToObj(sequence -> ContactId.further(CONTACT, sequence)))
                .doesNotHaveDuplicates()
                .doesNotContain(CONTACT)
                .allMatch(id -> id.value().version() == 4 && id.value().variant() == 2);
    }

    @Test
    void a_chain_goes_on_from_its_stored_state() {
        ChatContact contact = new ChatContact();
        transferred().forEach(contact::on);

        ChatContact restored = ChatContact.of(CONTACT, transferred().size(), contact.state());

        assertThat(restored).usingRecursiveComparison().isEqualTo(contact);
    }
}
