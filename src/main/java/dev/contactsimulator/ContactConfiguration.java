package dev.contactsimulator;

import dev.contactsimulator.aws.AwsSettings;
import dev.contactsimulator.aws.connect.ChatIntegrationEvents;
import dev.contactsimulator.aws.connect.ConnectSettings;
import dev.contactsimulator.aws.connect.ContactChanges;
import dev.contactsimulator.aws.connect.ContactReadings;
import dev.contactsimulator.aws.connect.Destinations;
import dev.contactsimulator.aws.connect.Instance;
import dev.contactsimulator.contact.ChatRouter;
import dev.contactsimulator.contact.ContactNumbering;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.contact.CurrentContacts;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.view.ContactQueries;
import java.time.Clock;
import java.time.ZoneOffset;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts together what handles commands, from the HTTP operation to the contact. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MemorySettings.class)
class ContactConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Installation installation(JdbcClient database) {
        return Installation.of(database);
    }

    @Bean
    Instance instance(AwsSettings location, Installation installation) {
        return new Instance(
                location,
                installation.instanceId().toString(),
                installation.flowId().toString());
    }

    @Bean
    ContactCache contactCache(MemorySettings memory) {
        return new ContactCache(memory.contacts());
    }

    @Bean
    Contacts contacts(EventStore eventStore, ContactCache cache) {
        return new AxonContacts(eventStore, cache);
    }

    @Bean
    ContactNumbering contactNumbering(Installation installation) {
        return new ContactNumbering(installation.secret());
    }

    @Bean
    LogCurrentContacts currentContacts(EventLog log, ContactNumbering numbering, MemorySettings memory) {
        return new LogCurrentContacts(log, numbering, memory.chats());
    }

    @Bean
    ChatRouter chatRouter(Contacts contacts, ContactNumbering numbering, CurrentContacts currents) {
        return new ChatRouter(contacts, numbering, currents);
    }

    @Bean
    Destinations destinations(Instance instance, ConnectSettings settings) {
        return Destinations.of(instance, settings);
    }

    @Bean
    ChatIntegrationEvents chatIntegrationEvents(
            ChatRouter router, Destinations destinations, ConnectSettings settings, Clock clock) {
        return new ChatIntegrationEvents(router, destinations, settings, clock);
    }

    @Bean
    ContactChanges contactChanges(Contacts contacts, Instance instance, Clock clock) {
        return new ContactChanges(contacts, instance, clock);
    }

    @Bean
    ContactReadings contactReadings(ContactQueries contacts, Instance instance, Destinations destinations) {
        return new ContactReadings(contacts, instance, destinations);
    }
}
