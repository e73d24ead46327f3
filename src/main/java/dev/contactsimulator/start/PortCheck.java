package dev.contactsimulator.start;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;

/** Finds a port that is in use before the database is started, not after it as the web server would. */
@Order(2)
final class PortCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ListenAddress.of(context.getEnvironment()).requireFree();
    }
}
