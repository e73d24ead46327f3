package dev.contactsimulator.aws.connect;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Resettable;
import dev.contactsimulator.setup.OwnInstance;
import dev.contactsimulator.setup.Setup;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the operations share. The operations themselves are components. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AwsSettings.class, ConnectSettings.class})
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
}
