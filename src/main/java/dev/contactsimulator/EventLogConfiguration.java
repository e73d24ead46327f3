package dev.contactsimulator;

import dev.contactsimulator.contact.ChatContact;
import dev.contactsimulator.eventlog.Connections;
import dev.contactsimulator.eventlog.LogEventStorageEngine;
import dev.contactsimulator.eventlog.LogEventStore;
import dev.contactsimulator.eventlog.PostgresEventLog;
import javax.sql.DataSource;
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
        Connections connections =
                Connections.to(database.getJdbcUrl(), database.getUsername(), database.getPassword());
        return new PostgresEventLog(dataSource, connections, ContactEventTypes.all());
    }

    @Bean
    EventStore eventStore(PostgresEventLog log) {
        return LogEventStore.of(log, new LogEventStorageEngine(log, ChatContact.class.getSimpleName()));
    }
}
