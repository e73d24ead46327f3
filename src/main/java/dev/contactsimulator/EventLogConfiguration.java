package dev.contactsimulator;

import dev.contactsimulator.contact.ChatContact;
import dev.contactsimulator.contact.ContactEvent;
import dev.contactsimulator.eventlog.Connections;
import dev.contactsimulator.eventlog.LogEventStorageEngine;
import dev.contactsimulator.eventlog.LogEventStore;
import dev.contactsimulator.eventlog.PostgresEventLog;
import java.time.Instant;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the log in the database that has been decided on, and gives it to Axon as its event store. */
@Configuration(proxyBeanMethods = false)
class EventLogConfiguration {

    @Bean(initMethod = "start")
    @DependsOnDatabaseInitialization
    PostgresEventLog eventLog(DataSource dataSource, JdbcConnectionDetails database) {
        Connections connections = Connections.to(database.getJdbcUrl(), database.getUsername(), database.getPassword());
        return new PostgresEventLog(dataSource, connections, ContactEventTypes.all());
    }

    @Bean
    EventStore eventStore(PostgresEventLog log) {
        LogEventStorageEngine engine =
                new LogEventStorageEngine(log, ChatContact.class.getSimpleName(), EventLogConfiguration::timeOf);
        return LogEventStore.of(log, engine);
    }

    /** The time of the simulator's clock, which came with the command. */
    private static Instant timeOf(EventMessage<?> message) {
        return message.getPayload() instanceof ContactEvent event ? event.at() : message.getTimestamp();
    }
}
