package dev.contactsimulator.delivery.websocket;

import dev.contactsimulator.aws.protocol.PublicUrl;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.eventlog.Resettable;
import dev.contactsimulator.token.Tokens;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

@Configuration(proxyBeanMethods = false)
class WebSocketConfiguration {

    @Bean
    WebSocketUrls webSocketUrls(Tokens tokens, EventLog events, PublicUrl publicUrl) {
        return new WebSocketUrls(tokens, events, publicUrl);
    }

    @Bean
    OtherNodes webSocketNodes(@Qualifier("commands") DataSource connections, JdbcConnectionDetails database) {
        return new OtherNodes(connections, application -> {
            Properties properties = new Properties();
            PGProperty.USER.set(properties, database.getUsername());
            PGProperty.PASSWORD.set(properties, database.getPassword());
            PGProperty.APPLICATION_NAME.set(properties, application);
            PGProperty.TCP_KEEP_ALIVE.set(properties, true);
            PGProperty.CONNECT_TIMEOUT.set(properties, 5);
            PGProperty.SOCKET_TIMEOUT.set(properties, 9);
            return DriverManager.getConnection(database.getJdbcUrl(), properties);
        });
    }

    @Bean(initMethod = "start")
    LiveItems liveItems(EventLog events, OtherNodes nodes, Contacts contacts, Clock clock) {
        return new LiveItems(events, nodes, contacts, clock);
    }

    @Bean
    Resettable webSocketMemory(LiveItems items) {
        return items::forget;
    }

    /** While their connections still work. */
    @Bean
    ApplicationListener<ContextClosedEvent> webSocketsAtStop(LiveItems items) {
        return stop -> items.closeSockets();
    }

    @Bean
    WebSocketUpgrade webSocketUpgrade(Tokens tokens, Contacts contacts, LiveItems items, Clock clock) {
        return new WebSocketUpgrade(tokens, contacts, items, clock);
    }
}
