package dev.contactsimulator.view;

import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Follower;
import dev.contactsimulator.eventlog.Resettable;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ViewConfiguration.ViewSettings.class)
class ViewConfiguration {

    /**
     * @param lag how long an event may stay unwritten while no query waits for it (1 s)
     * @param maxWait how long a query waits for the views; after that it fails with 503 (5 s)
     * @param searches how many searches run at once (2); another one waits for at most {@code maxWait} and fails with 429
     */
    @ConfigurationProperties("simulator.view")
    record ViewSettings(
            @DefaultValue("1s") Duration lag,
            @DefaultValue("5s") Duration maxWait,
            @DefaultValue("2") int searches) {

        ViewSettings {
            if (lag.isNegative() || !maxWait.isPositive()) {
                throw new IllegalArgumentException("simulator.view.lag and simulator.view.max-wait must be durations");
            }
            if (searches < 1) throw new IllegalArgumentException("simulator.view.searches must be at least 1");
        }
    }

    @Bean(initMethod = "start")
    ContactView contactView(EventLog log, @Qualifier("followers") DataSource database, ViewSettings settings) {
        return new ContactView(log, database, settings.lag(), settings.maxWait());
    }

    @Bean(destroyMethod = "") // the view closes it
    Follower contactViewFollower(ContactView view) {
        return view.follower();
    }

    @Bean
    Transcripts transcripts(EventLog log) {
        return new Transcripts(log);
    }

    @Bean
    SearchConnections searchConnections(JdbcConnectionDetails database, ViewSettings settings) {
        return new SearchConnections(database, settings.searches(), settings.maxWait());
    }

    @Bean
    Resettable contactViewTables() {
        return new Resettable() {
            @Override
            public void forget() {
                // the follower begins again with the log
            }

            @Override
            public List<String> tables() {
                return List.of(ContactView.NAME, ContactView.PAIRS);
            }
        };
    }
}
