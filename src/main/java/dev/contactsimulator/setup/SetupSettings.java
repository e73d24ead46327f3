package dev.contactsimulator.setup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What is set up before the first request.
 *
 * @param seed a YAML file with instances, flows, phone numbers and flow associations, which are set up at each start and
 *     after each reset (none)
 */
@ConfigurationProperties("simulator")
record SetupSettings(@Nullable Path seed) {}
