package dev.contactsimulator.delivery.websocket;

import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactCommand.CreateParticipant;
import dev.contactsimulator.contact.ContactCommand.DisconnectParticipant;
import dev.contactsimulator.contact.ContactCommand.SendEvent;
import dev.contactsimulator.contact.ContactCommand.SendMessage;
import dev.contactsimulator.contact.ContactCommand.StopContact;
import dev.contactsimulator.contact.ContactEvent.ParticipantCreated;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.MessageContent;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.ParticipantId;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RunningSimulator;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** A chat of a customer, in which its participants may send things. */
record Chat(RunningSimulator simulator, ContactId contact, ParticipantId customer) {

    /** In which the customer has said "hello". */
    static Chat begin(RunningSimulator simulator) {
        ContactId contact = ContactId.of(Customer.of(simulator).says("hello").contactId());
        return new Chat(simulator, contact, ParticipantId.customerOf(contact));
    }

    Chat through(RunningSimulator node) {
        return new Chat(node, contact, customer);
    }

    URI url() {
        return Listener.url(simulator, contact, customer);
    }

    URI url(ParticipantId participant) {
        return Listener.url(simulator, contact, participant);
    }

    Listener listen() {
        return Listener.connect(url()).subscribe();
    }

    void say(String text) {
        send(now -> new SendMessage(contact, customer, new MessageContent("text/plain", text), now));
    }

    /** A bot that has been invited and may join. */
    ParticipantId inviteBot() {
        Outcome outcome = send(now -> new CreateParticipant(contact, "Bot", now));
        return ((ParticipantCreated) ((Outcome.Handled) outcome).event())
                .participant()
                .id();
    }

    void sendEvent(ParticipantId from, String contentType, String messageId) {
        send(now -> new SendEvent(contact, from, contentType, messageId, now));
    }

    void leave(ParticipantId participant) {
        send(now -> new DisconnectParticipant(contact, participant, now));
    }

    void stop() {
        send(now -> new StopContact(contact, now));
    }

    private Outcome send(Function<Instant, ContactCommand> command) {
        String id = UUID.randomUUID().toString();
        return simulator
                .bean(Contacts.class)
                .send(command.apply(simulator.bean(Clock.class).instant()), RequestContext.ofSimulator(id, "Test"))
                .orElseThrow();
    }
}
