package dev.contactsimulator.delivery.websocket;

import dev.contactsimulator.aws.protocol.PublicUrl;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.token.Tokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebSocketConfiguration {

    @Bean
    WebSocketUrls webSocketUrls(Tokens tokens, EventLog events, PublicUrl publicUrl) {
        return new WebSocketUrls(tokens, events, publicUrl);
    }
}
