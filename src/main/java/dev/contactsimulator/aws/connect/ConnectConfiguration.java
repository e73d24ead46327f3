package dev.contactsimulator.aws.connect;

import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.database.Installation;
import dev.contactsimulator.view.ContactQueries;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the operations share. The operations themselves are components. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AwsSettings.class, ConnectSettings.class, InstanceSettings.class})
class ConnectConfiguration {

    @Bean
    Instance instance(AwsSettings location, InstanceSettings ids, Installation installation) {
        return new Instance(
                location,
                ids.instanceIdOr(installation.instanceId()).toString(),
                ids.flowIdOr(installation.flowId()).toString());
    }

    @Bean
    Destinations destinations(Instance instance, ConnectSettings settings) {
        return Destinations.of(instance, settings);
    }

    @Bean
    ContactChains contactChains(Contacts contacts, ContactQueries view) {
        return new ContactChains(contacts, view::initialContact);
    }
}
