package dev.contactsimulator.eventlog;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventLogConfiguration {

    @Bean(initMethod = "start")
    @DependsOnDatabaseInitialization
    PostgresEventLog eventLog(
            @Qualifier("commands") DataSource dataSource, JdbcConnectionDetails database, EventTypes types) {
        Connections connections = Connections.to(database.getJdbcUrl(), database.getUsername(), database.getPassword());
        return new PostgresEventLog(dataSource, connections, types);
    }
}
