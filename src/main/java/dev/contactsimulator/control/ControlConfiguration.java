package dev.contactsimulator.control;

import dev.contactsimulator.audit.LogVerification;
import dev.contactsimulator.aws.connect.ContactChains;
import dev.contactsimulator.aws.connect.Instance;
import dev.contactsimulator.database.DataLocation;
import dev.contactsimulator.delivery.DeliveryChanges;
import dev.contactsimulator.delivery.DeliveryQueries;
import dev.contactsimulator.delivery.sms.SmsMessages;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.Resettable;
import dev.contactsimulator.eventlog.StoredStateCheck;
import dev.contactsimulator.setup.OwnInstance;
import dev.contactsimulator.simulation.ClockControl;
import dev.contactsimulator.token.Tokens;
import dev.contactsimulator.view.ContactQueries;
import dev.contactsimulator.view.ContactRebuild;
import dev.contactsimulator.view.Transcripts;
import java.time.Clock;
import java.util.List;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class ControlConfiguration {

    @Bean
    StatusRoutes statusRoutes(
            EventLog log,
            ObjectProvider<Follower> followers,
            Instance instance,
            OwnInstance own,
            DataLocation data,
            Environment environment) {
        IntFunction<About> about = logWentBack -> new About(
                environment.getRequiredProperty("spring.application.name"),
                environment.getRequiredProperty("spring.application.version"),
                instance.location().region(),
                instance.location().accountId(),
                instance.id(),
                instance.arn(),
                own.flowId().toString(),
                data.embedded() ? "embedded" : "external",
                data.url(),
                data.directory().map(Object::toString).orElse(null),
                logWentBack);
        return new StatusRoutes(log, followers.stream().toList(), about);
    }

    @Bean
    ContactRoutes contactRoutes(ContactQueries contacts, Transcripts transcripts, EventLog log, ContactChains chains) {
        return new ContactRoutes(contacts, transcripts, log, chains);
    }

    @Bean
    AgentRoutes agentRoutes(ContactChains contacts, Tokens tokens, Clock clock) {
        return new AgentRoutes(contacts, tokens, clock);
    }

    @Bean
    LogRoutes logRoutes(EventLog log, @Qualifier("maintenance") DataSource database, StoredStateCheck states) {
        return new LogRoutes(log, new LogVerification(database, states));
    }

    @Bean
    ViewRoutes viewRoutes(EventLog log, @Qualifier("maintenance") DataSource database) {
        return new ViewRoutes(new ContactRebuild(log, database));
    }

    /** A program that was given another clock has none that can be moved. */
    @Bean
    SimulatorRoutes clockRoutes(ObjectProvider<ClockControl> clock) {
        ClockControl control = clock.getIfAvailable();
        return control == null ? List::of : new ClockRoutes(control);
    }

    @Bean
    DeliveryRoutes deliveryRoutes(
            DeliveryQueries deliveries, DeliveryChanges changes, @Qualifier("deliveryFollower") Follower follower) {
        return new DeliveryRoutes(deliveries, changes, follower);
    }

    @Bean
    SmsRoutes smsRoutes(SmsMessages messages) {
        return new SmsRoutes(messages);
    }

    @Bean
    RouteList routeList(ObjectProvider<SimulatorRoutes> routes) {
        return new RouteList(routes);
    }

    @Bean
    Reset reset(EventLog log, ObjectProvider<Resettable> resettables) {
        return new Reset(log, resettables.stream().toList());
    }
}
