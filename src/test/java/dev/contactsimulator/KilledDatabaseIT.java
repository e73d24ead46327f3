package dev.contactsimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.database.EmbeddedPostgres;
import dev.contactsimulator.eventlog.EventLog;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RawHttp;
import dev.contactsimulator.support.RunningSimulator;
import dev.contactsimulator.support.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedded server is killed or paused while the program runs. */
class KilledDatabaseIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path DIRECTORY =
            TARGET.resolve("killed-database-test-" + ProcessHandle.current().pid());

    private EmbeddedPostgres postgres;
    private RunningSimulator simulator;

    @BeforeEach
    void start() {
        postgres = EmbeddedPostgres.start(DIRECTORY, TARGET.resolve("postgres-binaries"));
        simulator = RunningSimulator.start(
                new TestPostgres.Database(postgres.url(), postgres.username(), postgres.password()));
        await().until(() -> health() == 200);
    }

    @AfterEach
    void stop() {
        simulator.close();
        postgres.close();
    }

    @Test
    void calls_get_503_until_the_killed_server_has_recovered_and_nothing_acknowledged_is_lost() throws IOException {
        List<Integer> statuses = new ArrayList<>(List.of(send()));

        server().destroyForcibly();

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            statuses.add(send());
            return statuses.contains(503) && statuses.getLast() == 200;
        });
        assertThat(statuses).containsOnly(200, 503);
        await().until(() -> get("/_simulator/contacts") == 200 && health() == 200);
        long acknowledged = statuses.stream().filter(status -> status == 200).count();
        assertThat(simulator.bean(EventLog.class).head().position()).isGreaterThanOrEqualTo(acknowledged + 1);
    }

    @Test
    void health_answers_at_once_and_says_503_while_the_server_is_paused() throws Exception {
        List<ProcessHandle> paused = new ArrayList<>(List.of(server()));
        paused.addAll(server().descendants().toList());
        signal("-STOP", paused);
        try {
            await().atMost(Duration.ofSeconds(8)).until(() -> timedHealth() == 503);
        } finally {
            signal("-CONT", paused);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> timedHealth() == 200);
    }

    private static ProcessHandle server() throws IOException {
        String pid =
                Files.readAllLines(DIRECTORY.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void signal(String signal, List<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        new ProcessBuilder(command).start().waitFor();
    }

    private int timedHealth() throws IOException {
        long start = System.nanoTime();
        int status = health();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        return status;
    }

    private int health() throws IOException {
        return get("/_simulator/health");
    }

    private int get(String target) throws IOException {
        return RawHttp.exchange(port(), RawHttp.request("GET", target, Map.of(), new byte[0]))
                .status();
    }

    private int send() throws IOException {
        return RawHttp.exchange(port(), RawHttp.post("/chat-integration-event", """
                        {"SourceId":"+12065550199","DestinationId":"%s","Subtype":"connect:SMS",
                         "Event":{"Type":"MESSAGE","ContentType":"text/plain","Content":"hello"}}""".formatted(Customer.DESTINATION)))
                .status();
    }

    private int port() {
        return simulator.baseUrl().getPort();
    }
}
