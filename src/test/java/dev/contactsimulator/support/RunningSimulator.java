package dev.contactsimulator.support;

import dev.contactsimulator.ContactSimulator;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;

/** The whole program, running in this JVM on a port of its own, on a real PostgreSQL, with a clock that can be moved. */
public final class RunningSimulator implements AutoCloseable {

    private static final class Shared {
        static final RunningSimulator SIMULATOR = start();
    }

    private final ConfigurableApplicationContext context;
    private final TestPostgres.Database database;

    private RunningSimulator(ConfigurableApplicationContext context, TestPostgres.Database database) {
        this.context = context;
        this.database = database;
    }

    /** One for all tests of this JVM that need no settings of their own and do not move the clock. */
    public static RunningSimulator shared() {
        return Shared.SIMULATOR;
    }

    /** On an empty database. @param properties like {@code simulator.ceiling-route=true} */
    public static RunningSimulator start(String... properties) {
        return start(TestPostgres.newDatabase(), properties);
    }

    /** On a database that may hold something already. */
    public static RunningSimulator start(TestPostgres.Database database, String... properties) {
        return new RunningSimulator(
                run(arguments(database, properties), MovableTime.class, ContactSimulator.class), database);
    }

    /** With the clock that the program has, which its route moves. */
    public static RunningSimulator startOnItsOwnClock(TestPostgres.Database database, String... properties) {
        return new RunningSimulator(run(arguments(database, properties), ContactSimulator.class), database);
    }

    private static List<String> arguments(TestPostgres.Database database, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password()));
        for (String property : properties) arguments.add("--" + property);
        return arguments;
    }

    private static ConfigurableApplicationContext run(List<String> arguments, Class<?>... sources) {
        return new SpringApplicationBuilder(sources).run(arguments.toArray(String[]::new));
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** An unmodified AWS SDK for Java 2 client; close it. */
    public ConnectClient connectClient() {
        return ConnectClient.builder()
                .endpointOverride(baseUrl())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    /** The same for the Participant Service; close it. */
    public ConnectParticipantClient participantClient() {
        return ConnectParticipantClient.builder()
                .endpointOverride(baseUrl())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    public MovableClock clock() {
        return context.getBean(MovableClock.class);
    }

    public TestPostgres.Database database() {
        return database;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    @Override
    public void close() {
        context.close();
    }

    /** No component: a scan would find it, and no program would have a clock of its own. */
    static class MovableTime {

        @Bean
        Clock clock() {
            return new MovableClock();
        }
    }
}
