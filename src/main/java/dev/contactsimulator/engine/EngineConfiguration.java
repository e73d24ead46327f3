package dev.contactsimulator.engine;

import dev.contactsimulator.contact.ChatContact;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.eventlog.EventTypes;
import dev.contactsimulator.eventlog.PostgresEventLog;
import dev.contactsimulator.eventlog.Resettable;
import java.time.Instant;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineSettings.class)
class EngineConfiguration {

    @Bean
    EventTypes eventTypes() {
        return ContactEventTypes.all();
    }

    @Bean
    EventStore eventStore(PostgresEventLog log) {
        LogEventStorageEngine engine =
                new LogEventStorageEngine(log, ChatContact.class.getSimpleName(), EngineConfiguration::timeOf);
        return LogEventStore.of(engine);
    }

    /** The time of the simulator's clock, which came with the command. */
    private static Instant timeOf(EventMessage<?> message) {
        return message.getPayload() instanceof ContactEvent event ? event.at() : message.getTimestamp();
    }

    @Bean
    ContactCache contactCache(EngineSettings settings) {
        return new ContactCache(settings.contacts());
    }

    @Bean
    Contacts contacts(EventStore eventStore, ContactCache cache) {
        return new AxonContacts(eventStore, cache);
    }

    @Bean
    Resettable contactMemory(ContactCache contacts) {
        return contacts::removeAll;
    }
}
