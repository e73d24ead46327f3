package dev.contactsimulator.database;

import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Chooses the database at run time: the one that {@code spring.datasource.url} names, else the embedded one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final Duration SHORT = Duration.ofSeconds(8);
    private static final Duration LONG = Duration.ofMinutes(10);

    @Bean
    JdbcConnectionDetails database(ObjectProvider<EmbeddedPostgres> embedded, DataSourceProperties external) {
        EmbeddedPostgres server = embedded.getIfAvailable();
        return server != null
                ? new Credentials(server.url(), server.username(), server.password())
                : new Credentials(external.determineUrl(), external.determineUsername(), external.determinePassword());
    }

    @Bean
    DataLocation dataLocation(ObjectProvider<EmbeddedPostgres> embedded, DataSourceProperties external) {
        EmbeddedPostgres server = embedded.getIfAvailable();
        return server != null
                ? server.location()
                : new DataLocation(ExternalPostgresCheck.withoutSecrets(external.determineUrl()), Optional.empty());
    }

    @Bean
    RequiredPostgres requiredPostgres() {
        return new RequiredPostgres();
    }

    /** For migrations: they may take as long as they need. */
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource migrationConnections(JdbcConnectionDetails database) {
        return DataSourceBuilder.create()
                .type(SimpleDriverDataSource.class)
                .url(database.getJdbcUrl())
                .username(database.getUsername())
                .password(database.getPassword())
                .build();
    }

    /** For what commands read, so that no query keeps them waiting. Queries have the pool of {@code spring.datasource.hikari}. */
    @Bean(defaultCandidate = false)
    @Qualifier("commands")
    DataSource commandConnections(JdbcConnectionDetails database) {
        return PooledConnections.pool(database, "commands", 10, SHORT);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("followers")
    DataSource followerConnections(JdbcConnectionDetails database) {
        return PooledConnections.pool(database, "followers", 6, SHORT);
    }

    /** For what reads or writes whole tables. */
    @Bean(defaultCandidate = false)
    @Qualifier("maintenance")
    DataSource maintenanceConnections(JdbcConnectionDetails database) {
        return PooledConnections.pool(database, "maintenance", 2, LONG);
    }

    /** Without a name and a password when the URL has them. */
    private record Credentials(
            String url, @Nullable String username, @Nullable String password) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public @Nullable String getUsername() {
            return username;
        }

        @Override
        public @Nullable String getPassword() {
            return password;
        }
    }
}
