package dev.contactsimulator.delivery;

import dev.contactsimulator.aws.connect.AwsSettings;
import dev.contactsimulator.delivery.sns.SnsChannel;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.Resettable;
import java.net.URI;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliverySettings.class)
class DeliveryConfiguration {

    @Bean
    SnsChannel snsChannel(AwsSettings aws, DeliverySettings settings) {
        return new SnsChannel(aws.accountId(), endpoint(settings.sns().endpoint(), aws, settings));
    }

    private static @Nullable AwsEndpoint endpoint(@Nullable URI url, AwsSettings aws, DeliverySettings settings) {
        return url == null ? null : AwsEndpoint.of(url, aws.region(), settings);
    }

    @Bean(initMethod = "start")
    Deliveries deliveries(
            EventLog log,
            @Qualifier("followers") DataSource database,
            ObjectProvider<Channel> channels,
            DeliverySettings settings) {
        return new Deliveries(log, database, channels.orderedStream().toList(), settings);
    }

    @Bean(destroyMethod = "") // the deliveries close it
    Follower deliveryFollower(Deliveries deliveries) {
        return deliveries.follower();
    }

    @Bean
    Resettable deliveryTables() {
        return new Resettable() {
            @Override
            public void forget() {
                // the follower begins again with the log
            }

            @Override
            public List<String> tables() {
                return List.of(Ledger.TABLE);
            }
        };
    }
}
