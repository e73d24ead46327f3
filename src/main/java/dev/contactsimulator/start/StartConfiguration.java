package dev.contactsimulator.start;

import dev.contactsimulator.database.DataLocation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class StartConfiguration {

    @Bean
    StartNotice startNotice(Environment environment, DataLocation data) {
        return new StartNotice(environment, data);
    }
}
