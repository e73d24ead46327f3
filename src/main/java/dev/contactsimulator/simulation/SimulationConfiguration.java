package dev.contactsimulator.simulation;

import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.Resettable;
import dev.contactsimulator.setup.OwnInstance;
import dev.contactsimulator.simulation.ActiveChats.Expiring;
import dev.contactsimulator.view.ContactQueries;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SimulationConfiguration {

    /** The clock that can be moved, unless the program is given another one. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Clock.class)
    static class MovableClock {

        /** It has the setting of the database before anything reads it. */
        @Bean
        @DependsOnDatabaseInitialization
        SimulatedClock clock(@Qualifier("followers") DataSource database) {
            SimulatedClock clock = new SimulatedClock(Clock.tickMillis(ZoneOffset.UTC));
            clock.accept(ClockStore.read(JdbcClient.create(database)));
            return clock;
        }

        @Bean(initMethod = "start")
        ClockStore clockStore(SimulatedClock clock, @Qualifier("followers") DataSource database) {
            return new ClockStore(clock, database);
        }

        @Bean
        ClockControl clockControl(
                SimulatedClock clock,
                ClockStore store,
                ObjectProvider<DueWork> works,
                ObjectProvider<Follower> followers) {
            return new ClockControl(
                    clock, store, works.stream().toList(), followers.stream().toList(), ClockControl.PATIENCE);
        }

        /** A reset sets the clock to real time. */
        @Bean
        Resettable clockTable(ClockStore store) {
            return new Resettable() {
                @Override
                public void forget() {
                    store.readAgain();
                }

                @Override
                public List<String> tables() {
                    return List.of(ClockStore.TABLE);
                }
            };
        }
    }

    /** Starts when the program serves. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DemoSettings.class)
    @ConditionalOnBooleanProperty("simulator.demo-bot")
    static class Demo {

        @Bean
        DemoBot demoBot(EventLog log, OwnInstance instance, Environment environment) {
            Supplier<URI> simulator =
                    () -> URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
            return new DemoBot(
                    log, new ParticipantClient(simulator, instance.id().toString()));
        }

        @Bean
        ApplicationListener<ApplicationReadyEvent> demoBotStart(DemoBot bot) {
            return ready -> bot.start();
        }
    }

    @Bean
    ActiveChats activeChats(ContactQueries contacts) {
        return limit -> contacts.firstDue(limit).stream()
                .map(contact -> new Expiring(contact.initialContactId(), Objects.requireNonNull(contact.dueAt())))
                .toList();
    }

    @Bean(initMethod = "start")
    ChatExpiry chatExpiry(ActiveChats chats, Contacts contacts, Clock clock) {
        return new ChatExpiry(chats, contacts, clock, () -> UUID.randomUUID().toString());
    }

    @Bean
    Resettable expiryMemory(ChatExpiry expiry) {
        return expiry::forget;
    }
}
