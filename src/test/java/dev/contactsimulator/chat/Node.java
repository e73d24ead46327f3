package dev.contactsimulator.chat;

import dev.contactsimulator.contact.ChatName;
import dev.contactsimulator.contact.ContactCommand;
import dev.contactsimulator.contact.ContactCommand.ChatIntegrationCommand;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.ExampleChat;
import dev.contactsimulator.contact.Outcome;
import dev.contactsimulator.contact.RequestContext;
import dev.contactsimulator.engine.AxonContacts;
import dev.contactsimulator.eventlog.Timeline;
import dev.contactsimulator.retry.CallMemory;
import dev.contactsimulator.support.SharedLog;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.unit.DataSize;

/** One of the nodes on a log: the program's own contacts, and a memory of which are current. */
final class Node implements ChatContacts, CallMemory, CurrentContacts {

    private static final Timeline ONLY = new Timeline(0, 0);

    private final AxonContacts contacts;
    private final Map<ChatName, CurrentContact> currents = new ConcurrentHashMap<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final ChatRouter router = new ChatRouter(this, this, ExampleChat.NUMBERING, this);

    Node(SharedLog log) {
        contacts = new AxonContacts(log, log.timelines(), DataSize.ofMegabytes(96));
    }

    ChatRouter router() {
        return router;
    }

    @Override
    public Optional<Outcome> send(ChatIntegrationCommand command, RequestContext context, Timeline foundOn) {
        sent.incrementAndGet();
        return contacts.send(command, context, foundOn);
    }

    @Override
    public void confirm(Timeline timeline) {
        contacts.confirm(timeline);
    }

    /** A command that names its contact. */
    Optional<Outcome> send(ContactCommand command, RequestContext context) {
        return contacts.send(command, context);
    }

    @Override
    public Optional<ContactCalls> handledBy(ContactId contact) {
        asked.incrementAndGet();
        return contacts.handledBy(contact);
    }

    /** How many commands the node has sent to contacts so far. */
    int sent() {
        return sent.get();
    }

    /** How many times the node has asked a contact for the calls that it has handled. */
    int asked() {
        return asked.get();
    }

    @Override
    public CurrentContact of(ChatName chat) {
        return currents.computeIfAbsent(
                chat, name -> new CurrentContact(ONLY, 1, ExampleChat.NUMBERING.contact(0, name, 1)));
    }

    @Override
    public void advance(ChatName chat, CurrentContact current) {
        currents.merge(chat, current, (old, next) -> next.number() < old.number() ? old : next);
    }

    /** As when the memory of a chat was evicted, and only the number of its current contact was looked up. */
    void forgetThePast() {
        currents.replaceAll((chat, current) -> new CurrentContact(ONLY, current.number(), current.contactId()));
    }

    /** As after a restart, when nothing was looked up yet. */
    void forgetAll() {
        currents.clear();
        router.forget();
        contacts.forget();
    }
}
