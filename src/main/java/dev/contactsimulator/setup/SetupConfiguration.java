package dev.contactsimulator.setup;

import dev.contactsimulator.database.Installation;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InstanceSettings.class, SetupSettings.class})
class SetupConfiguration {

    @Bean
    OwnInstance ownInstance(InstanceSettings ids, Installation installation) {
        return new OwnInstance(
                ids.instanceIdOr(installation.instanceId()),
                ids.flowIdOr(installation.flowId()),
                installation.createdAt());
    }

    /** On the connections of commands: the first message of a chat asks where its contact begins. */
    @Bean(initMethod = "start")
    Setup setup(OwnInstance own, SetupSettings settings, Clock clock, @Qualifier("commands") DataSource dataSource) {
        Seed seed = settings.seed() == null ? Seed.NONE : SeedFile.read(settings.seed(), own);
        return new Setup(own, seed, clock, dataSource);
    }
}
