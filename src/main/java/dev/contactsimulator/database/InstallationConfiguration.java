package dev.contactsimulator.database;

import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is read from the database once it is migrated. */
@Configuration(proxyBeanMethods = false)
class InstallationConfiguration {

    @Bean
    @DependsOnDatabaseInitialization
    Installation installation(JdbcClient database) {
        return Installation.of(database);
    }
}
