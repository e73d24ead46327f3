package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.protocol.CallLimit;
import dev.contactsimulator.aws.protocol.Operations;
import dev.contactsimulator.aws.protocol.Route;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Resettable;
import dev.contactsimulator.setup.OwnInstance;
import dev.contactsimulator.setup.Setup;
import dev.contactsimulator.view.ContactQueries;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the operations share. The operations themselves are components. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AwsSettings.class, ConnectSettings.class, ThrottlingSettings.class})
class ConnectConfiguration {

    @Bean
    Instance instance(AwsSettings location, OwnInstance own) {
        return new Instance(location, own.id().toString());
    }

    @Bean
    Instances instances(Instance own, Setup setup) {
        return new Instances(own, setup::current);
    }

    @Bean
    Destinations destinations(Instance instance, OwnInstance own, ConnectSettings settings, Setup setup) {
        return new ConfiguredDestinations(instance, own.flowId(), settings, setup::current, setup::known);
    }

    @Bean
    LogContactInstances contactInstances(EventLog log) {
        return new LogContactInstances(log);
    }

    /** Names of operations are checked also while it is off. */
    @Bean
    CallLimit callLimit(ObjectProvider<Operations> operations, ThrottlingSettings settings) {
        List<Route> routes =
                operations.stream().flatMap(each -> each.routes().stream()).toList();
        Throttling throttling = new Throttling(routes, settings, System::nanoTime);
        return settings.enabled() ? throttling : CallLimit.NONE;
    }

    @Bean
    Resettable setupTables(Setup setup) {
        return new Resettable() {
            @Override
            public void forget() {
                // the copy in memory is compared with the database whenever it is used
            }

            @Override
            public List<String> tables() {
                return setup.tables();
            }
        };
    }

    @Bean
    ContactChains contactChains(Contacts contacts, ContactQueries view) {
        return new ContactChains(contacts, view::initialContact);
    }
}
