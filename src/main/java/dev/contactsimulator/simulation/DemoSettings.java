package dev.contactsimulator.simulation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is there to try the simulator with.
 *
 * @param demoBot whether a small bot answers the customers of the installation's own instance (no)
 */
@ConfigurationProperties("simulator")
record DemoSettings(@DefaultValue("false") boolean demoBot) {}
