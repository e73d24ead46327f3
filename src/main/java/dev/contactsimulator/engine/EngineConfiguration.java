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
    LogEventStorageEngine contactEvents(EventLog log) {
        return new LogEventStorageEngine(log, ChatContact.class.getSimpleName(), EngineConfiguration::timeOf);
    }

    @Bean
    AxonContacts contacts(LogEventStorageEngine events, EventLog log, EngineSettings settings) {
        return new AxonContacts(
                events,
                Timelines.of(log),
                settings.contactsIn(Runtime.getRuntime().maxMemory()));
    }

    @Bean
    StateVerification stateVerification(LogEventStorageEngine events) {
        return new StateVerification(events);
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
