package dev.contactsimulator.delivery.websocket;

import dev.contactsimulator.aws.protocol.PublicUrl;
import dev.contactsimulator.contact.Contacts;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.token.Tokens;
import java.time.Clock;
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

    @Bean(initMethod = "start")
    LiveItems liveItems(EventLog events, Contacts contacts, Clock clock) {
        return new LiveItems(events, contacts, clock);
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
