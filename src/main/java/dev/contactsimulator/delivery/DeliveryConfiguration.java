package dev.contactsimulator.delivery;

import dev.contactsimulator.aws.connect.AwsSettings;
import dev.contactsimulator.aws.connect.Destinations;
import dev.contactsimulator.delivery.contactevents.ContactEventsChannel;
import dev.contactsimulator.delivery.records.BucketStore;
import dev.contactsimulator.delivery.records.ContactRecordChannel;
import dev.contactsimulator.delivery.records.ContactRecords;
import dev.contactsimulator.delivery.records.DirectoryStore;
import dev.contactsimulator.delivery.records.FileNames;
import dev.contactsimulator.delivery.records.FileStore;
import dev.contactsimulator.delivery.records.TranscriptChannel;
import dev.contactsimulator.delivery.sms.SmsChannel;
import dev.contactsimulator.delivery.sms.SmsMessages;
import dev.contactsimulator.delivery.sns.SnsChannel;
import dev.contactsimulator.delivery.webhook.WebhookChannel;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.Resettable;
import dev.contactsimulator.view.ContactQueries;
import java.net.URI;
import java.time.Clock;
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

    @Bean
    WebhookChannel webhookChannel(DeliverySettings settings, Clock clock) {
        String secret = settings.webhook().secret();
        return new WebhookChannel(post(settings.webhook().url(), settings), secret == null ? "" : secret, clock);
    }

    @Bean
    SmsChannel smsChannel(DeliverySettings settings, Destinations destinations) {
        return new SmsChannel(
                post(settings.sms().url(), settings),
                number -> destinations.numbers().of(number));
    }

    @Bean
    SmsMessages smsMessages(ContactQueries contacts, EventLog log, Destinations destinations) {
        return new SmsMessages(contacts, log, number -> destinations.numbers().of(number));
    }

    @Bean
    ContactEventsChannel contactEventsChannel(AwsSettings aws, DeliverySettings settings, Destinations destinations) {
        return new ContactEventsChannel(
                InstanceArns.of(aws),
                number -> destinations.numbers().of(number),
                settings.contactEvents().bus(),
                endpoint(settings.contactEvents().endpoint(), aws, settings));
    }

    /** Null if there is neither a directory nor a bucket. */
    @Bean
    @Nullable
    FileStore fileStore(AwsSettings aws, DeliverySettings settings) {
        DeliverySettings.Records records = settings.records();
        if (records.directory() != null) return new DirectoryStore(records.directory());
        AwsEndpoint s3 = endpoint(records.s3Endpoint(), aws, settings);
        return s3 == null || records.bucket() == null ? null : new BucketStore(records.bucket(), s3);
    }

    @Bean
    ContactRecordChannel contactRecordChannel(
            ContactQueries contacts,
            AwsSettings aws,
            DeliverySettings settings,
            Destinations destinations,
            ObjectProvider<FileStore> store) {
        return new ContactRecordChannel(
                contacts,
                new ContactRecords(
                        InstanceArns.of(aws), number -> destinations.numbers().of(number)),
                new FileNames(settings.records().instanceAlias()),
                store.getIfAvailable());
    }

    @Bean
    TranscriptChannel transcriptChannel(
            EventLog log, AwsSettings aws, DeliverySettings settings, ObjectProvider<FileStore> store) {
        return new TranscriptChannel(
                log, aws.accountId(), new FileNames(settings.records().instanceAlias()), store.getIfAvailable());
    }

    private static @Nullable HttpPost post(@Nullable URI url, DeliverySettings settings) {
        return url == null ? null : new HttpPost(url, settings.timeout());
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

    @Bean
    DeliveryQueries deliveryQueries(EventLog log, DataSource database, ObjectProvider<Channel> channels) {
        return new DeliveryQueries(log, database, channels.orderedStream().toList());
    }

    @Bean
    DeliveryChanges deliveryChanges(DataSource database) {
        return new DeliveryChanges(database);
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
