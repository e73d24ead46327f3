package dev.contactsimulator.delivery;

import dev.contactsimulator.contact.ChatItem;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.ContactId;
import java.util.ArrayList;
import java.util.List;

/** Notes what is sent to the topics of chats, and does to it what a test says. */
final class ScriptedChannel implements Channel {

    interface Script {
        void send(Outgoing outgoing) throws DeliveryFailed, InterruptedException;
    }

    static final Script SUCCEEDS = outgoing -> {};

    private final List<Outgoing> sent = new ArrayList<>();
    private volatile Script script = SUCCEEDS;

    ScriptedChannel does(Script newScript) {
        script = newScript;
        return this;
    }

    static DeliveryFailed failure() {
        return new DeliveryFailed("the test says so", null);
    }

    /** The positions that have arrived from a contact, in that order. */
    synchronized List<Long> arrived(ContactId contact) {
        return sent.stream()
                .filter(each -> each.contactId().equals(contact.value()))
                .map(each -> each.id().position())
                .toList();
    }

    synchronized List<String> targets(ContactId contact) {
        return sent.stream()
                .filter(each -> each.contactId().equals(contact.value()))
                .map(Outgoing::target)
                .toList();
    }

    synchronized int count() {
        return sent.size();
    }

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean concerns(ContactEvent event) {
        return ChatItem.of(event).isPresent();
    }

    @Override
    public List<String> targets(ContactEvent event, ContactFacts contact) {
        return contact.topics();
    }

    @Override
    public String payload(Outgoing outgoing) {
        return "{}";
    }

    /** What fails before the script ends has not arrived. */
    @Override
    public void send(Outgoing outgoing) throws DeliveryFailed, InterruptedException {
        script.send(outgoing);
        arrives(outgoing);
    }

    synchronized void arrives(Outgoing outgoing) {
        sent.add(outgoing);
    }
}
