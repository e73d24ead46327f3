package dev.contactsimulator.aws.connect;

import dev.contactsimulator.chat.ChatRouter;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.database.Installation;
import dev.contactsimulator.view.ContactQueries;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AwsSettings.class, ConnectSettings.class})
class ConnectConfiguration {

    @Bean
    Instance instance(AwsSettings location, Installation installation) {
        return new Instance(
                location,
                installation.instanceId().toString(),
                installation.flowId().toString());
    }

    @Bean
    Destinations destinations(Instance instance, ConnectSettings settings) {
        return Destinations.of(instance, settings);
    }

    @Bean
    ChatIntegrationEvents chatIntegrationEvents(
            ChatRouter router, Destinations destinations, ConnectSettings settings, Clock clock) {
        return new ChatIntegrationEvents(router, destinations, settings, clock);
    }

    @Bean
    ContactChanges contactChanges(Contacts contacts, Instance instance, Clock clock) {
        return new ContactChanges(contacts, instance, clock);
    }

    @Bean
    ContactReadings contactReadings(ContactQueries contacts, Instance instance, Destinations destinations) {
        return new ContactReadings(contacts, instance, destinations);
    }

    @Bean
    @ConditionalOnBooleanProperty("simulator.ceiling-route")
    BaselineRoute baselineRoute(ConnectSettings settings) {
        return new BaselineRoute(settings);
    }
}
