package dev.contactsimulator.view;

import java.time.Duration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Spring Data JPA over the view of a test's database, as the program sets it up. */
public final class ViewJpa {

    /** No component, or the program would find it in its tests. */
    @EnableAutoConfiguration
    @EntityScan
    @EnableJpaRepositories
    @Import(ContactQueries.class)
    static class Beans {

        @Bean
        SearchConnections searchConnections(JdbcConnectionDetails database) {
            return new SearchConnections(database, 2, Duration.ofSeconds(10));
        }
    }

    public static ConfigurableApplicationContext start(ViewDatabase database, ContactView view) {
        var address = database.address();
        return new SpringApplicationBuilder(Beans.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> context.getBeanFactory().registerSingleton("contactView", view))
                .run(
                        "--spring.datasource.url=" + address.url(),
                        "--spring.datasource.username=" + address.username(),
                        "--spring.datasource.password=" + address.password(),
                        "--spring.jpa.hibernate.ddl-auto=validate",
                        "--spring.flyway.enabled=false");
    }

    private ViewJpa() {}
}
