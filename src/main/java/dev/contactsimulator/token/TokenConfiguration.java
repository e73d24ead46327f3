package dev.contactsimulator.token;

import dev.contactsimulator.database.Installation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    Tokens tokens(Installation installation) {
        return new Tokens(installation.secret());
    }
}
