package dev.contactsimulator.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

class DatabaseConfigurationTest {

    private final ApplicationContextRunner program = new ApplicationContextRunner()
            .withInitializer(context -> new EmbeddedPostgresStarter().initialize((GenericApplicationContext) context))
            .withUserConfiguration(Properties.class, DatabaseConfiguration.class);

    @Test
    void an_external_database_is_used_as_it_is_named_and_nothing_is_started() {
        program.withPropertyValues(
                        "spring.datasource.url=jdbc:postgresql://db.example:5432/simulator?user=me&password=secret",
                        "spring.datasource.username=me")
                .run(context -> {
                    assertThat(context).doesNotHaveBean(EmbeddedPostgres.class);
                    assertThat(context.getBean(JdbcConnectionDetails.class).getJdbcUrl())
                            .isEqualTo("jdbc:postgresql://db.example:5432/simulator?user=me&password=secret");
                });
    }

    @Test
    void where_the_data_is_can_be_told_without_telling_the_password() {
        program.withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example/simulator?password=secret")
                .run(context -> {
                    var location = context.getBean(DataLocation.class);
                    assertThat(location.embedded()).isFalse();
                    assertThat(location.url()).isEqualTo("jdbc:postgresql://db.example/simulator");
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DataSourceProperties.class)
    static class Properties {}
}
