package dev.contactsimulator.engine;

import dev.contactsimulator.contact.ChatContact;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.EventTypes;
import dev.contactsimulator.eventlog.Resettable;
import java.time.Instant;
import org.axonframework.eventhandling.EventMessage;
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
    AxonContacts contacts(EventLog log, EngineSettings settings) {
        LogEventStorageEngine engine =
                new LogEventStorageEngine(log, ChatContact.class.getSimpleName(), EngineConfiguration::timeOf);
        return new AxonContacts(engine, Timelines.of(log), settings.contacts());
    }

    /** The time of the simulator's clock, which came with the command. */
    private static Instant timeOf(EventMessage<?> message) {
        return message.getPayload() instanceof ContactEvent event ? event.at() : message.getTimestamp();
    }

    @Bean
    Resettable contactMemory(AxonContacts contacts) {
        return contacts::forget;
    }
}
