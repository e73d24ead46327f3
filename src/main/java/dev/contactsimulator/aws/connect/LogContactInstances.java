package dev.contactsimulator.aws.connect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.contactsimulator.contact.ContactEvent.ContactCreated;
import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Resettable;
import java.util.Optional;

/** Reads the instances of contacts from their first events, and keeps those of the contacts that were asked for lately. */
final class LogContactInstances implements ContactInstances, Resettable {

    private static final int MAX_CONTACTS = 10_000;

    private final EventLog log;
    private final Cache<ContactId, String> known = Caffeine.newBuilder()
            .maximumSize(MAX_CONTACTS)
            .executor(Runnable::run)
            .build();

    LogContactInstances(EventLog log) {
        this.log = log;
    }

    @Override
    public Optional<String> instanceOf(ContactId contactId) {
        String instance = known.getIfPresent(contactId);
        if (instance != null) return Optional.of(instance);
        Optional<String> read = read(contactId);
        read.ifPresent(each -> known.put(contactId, each));
        return read;
    }

    private Optional<String> read(ContactId contactId) {
        return log.readContact(contactId.value(), 0, 1).stream()
                .map(event -> log.decode(event).payload())
                .filter(ContactCreated.class::isInstance)
                .map(event -> ((ContactCreated) event).instanceId())
                .findFirst();
    }

    @Override
    public void forget() {
        known.invalidateAll();
    }
}
