package dev.contactsimulator.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.crash.Era.Beginning;
import dev.contactsimulator.support.ProgramProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The program with its embedded server, which is killed, or runs out of disk, while clients write. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
class EmbeddedServerIT {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServerIT.class);

    private static final long SEED = Long.getLong("crash.seed", System.nanoTime() % 1_000_000);
    private static final boolean LONG =
            System.getProperty("crash.minutes", "none").matches("\\d+");
    private static final int ROUNDS = LONG ? 10 : 1;
    private static final int CALLS_BETWEEN_KILLS = 100;
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /** How long a health check may take, whatever the database does. */
    private static final Duration HEALTH_BOUND = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private interface Script {
        void run(ProgramProcess program, Progress progress) throws Exception;
    }

    @Test
    void a_killed_server_is_started_again_and_nothing_acknowledged_is_lost() throws Exception {
        runOn(directory, (program, progress) -> {
            for (int round = 0; round < ROUNDS; round++) {
                progress.awaitInAll(CALLS_BETWEEN_KILLS * (round + 1));
                long at = System.nanoTime();
                new ProcessTree(program.server()).kill();
                progress.awaitMoreFrom(0, RECOVERY);
                log.info("fault=KILL_EMBEDDED_SERVER served-again-after={} ms", millisSince(at));
            }
        });
    }

    @Test
    void a_full_disk_is_told_by_health_and_leaves_no_damage() throws Exception {
        try (SmallFileSystem disk = SmallFileSystem.mount(directory, "256m")) {
            runOn(disk.path(), (program, progress) -> {
                for (int round = 0; round < ROUNDS; round++) {
                    disk.fill();
                    await("health notices the full disk")
                            .atMost(Duration.ofSeconds(30))
                            .pollInterval(Duration.ofMillis(100))
                            .until(() -> program.healthStatus(HEALTH_BOUND) == 503);
                    disk.free();
                    long at = System.nanoTime();
                    progress.awaitMoreFrom(0, RECOVERY);
                    log.info("fault=FULL_DISK served-again-after={} ms", millisSince(at));
                    await("health").atMost(RECOVERY).until(() -> program.healthStatus(HEALTH_BOUND) == 200);
                }
            });
        }
    }

    private static void runOn(Path directory, Script script) throws Exception {
        Path journals = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "crash")), "embedded-" + SEED + "-");
        log.info("seed={} journals={}", SEED, journals);
        try (ProgramProcess program = new ProgramProcess(directory, "384m")) {
            program.awaitReady();
            Progress progress = new Progress(1);
            Clients clients = Clients.start(
                    new SplittableRandom(SEED),
                    List.of(program.address()),
                    instanceId(program.address()),
                    journals,
                    progress);
            try {
                progress.awaitMoreFrom(0, RECOVERY);
                script.run(program, progress);
                progress.awaitMoreFrom(0, RECOVERY);
            } finally {
                clients.stop();
            }
            assertThat(violations(program, clients.calls())).isEmpty();
        }
    }

    private static List<Violation> violations(ProgramProcess program, Collection<Call> calls) throws Exception {
        try (var connection = program.database().connect()) {
            LogTable table = new LogTable(connection);
            await("the log").during(Duration.ofSeconds(1)).atMost(RECOVERY).until(new SameValue(table::head)::again);
            List<LoggedEvent> events = table.events();
            Era whole = new Era(Beginning.START, Long.MIN_VALUE, Long.MAX_VALUE, events, List.of());
            List<Violation> violations = new ArrayList<>(Checker.check(calls, events, List.of(whole)));
            violations.addAll(table.verify());
            ContactViewTable view = new ContactViewTable(connection);
            await("the view").atMost(RECOVERY).until(view::isUpToDate);
            violations.addAll(view.differences());
            log.info(
                    "calls={} acknowledged={} refused-for-now={} events={} violations={}",
                    calls.size(),
                    calls.stream()
                            .filter(call -> call.acknowledgement().isPresent())
                            .count(),
                    calls.stream().filter(Call::hasUnknownAttempt).count(),
                    events.size(),
                    violations.size());
            return violations;
        }
    }

    private static String instanceId(URI node) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest info =
                    HttpRequest.newBuilder(node.resolve("/_simulator/info")).build();
            String response = http.send(info, BodyHandlers.ofString()).body();
            return new JsonMapper().readTree(response).findPath("instanceId").asString();
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
