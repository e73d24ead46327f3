package dev.contactsimulator.database;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the database at run time: the one that {@code spring.datasource.url} names, else the embedded one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

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
                : new DataLocation(withoutParameters(external.determineUrl()), Optional.empty());
    }

    /** The parameters may contain a password. */
    private static String withoutParameters(String url) {
        return url.replaceFirst("\\?.*", "");
    }

    @Bean
    RequiredPostgres requiredPostgres() {
        return new RequiredPostgres();
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
