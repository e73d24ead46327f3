package dev.contactsimulator.crash;

import static dev.contactsimulator.crash.Fault.CLOSE_CONNECTIONS;
import static dev.contactsimulator.crash.Fault.DROP_CONNECTIONS;
import static dev.contactsimulator.crash.Fault.KILL_BACKEND;
import static dev.contactsimulator.crash.Fault.KILL_EVERYTHING;
import static dev.contactsimulator.crash.Fault.KILL_NODE;
import static dev.contactsimulator.crash.Fault.KILL_POSTGRES;
import static dev.contactsimulator.crash.Fault.PAUSE_NODE;
import static dev.contactsimulator.crash.Fault.PAUSE_NODE_FOR_LONG;
import static dev.contactsimulator.crash.Fault.PAUSE_POSTGRES;
import static dev.contactsimulator.crash.Fault.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.crash.PostgresServers.Replication;
import dev.contactsimulator.crash.Violation.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short run is part of every build, each time with other faults. The long one is
 * {@code mvn test -Dtest=CrashIT -Dcrash.minutes=30}, with {@code -Dcrash.kills=…} for more
 * than 50 kills and {@code -Dcrash.seed=…} for the same faults again.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
class CrashIT {

    private static final long SEED = Long.getLong("crash.seed", System.nanoTime() % 1_000_000);

    private static final int LONG_RUN_KILLS = Integer.getInteger("crash.kills", 50);
    private static final int CALLS_OF_A_MUTANT = 300;

    private static final List<Fault> FAULTS_OF_NODES = List.of(KILL_NODE, PAUSE_NODE);
    private static final List<Fault> FAULTS_OF_POSTGRES = List.of(KILL_POSTGRES, KILL_BACKEND, PAUSE_POSTGRES);
    private static final List<Fault> OTHER_FAULTS = List.of(CLOSE_CONNECTIONS, RESET);

    private static final List<Fault> FAULTS_OF_THE_LONG_RUN = List.of(
            KILL_NODE,
            KILL_POSTGRES,
            KILL_BACKEND,
            KILL_EVERYTHING,
            PAUSE_NODE,
            PAUSE_NODE_FOR_LONG,
            PAUSE_POSTGRES,
            CLOSE_CONNECTIONS,
            DROP_CONNECTIONS,
            RESET);

    @TempDir
    static Path directory;

    private static PostgresServers postgres;
    private static CrashRun run;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = PostgresServers.start(directory, Replication.NONE);
        run = new CrashRun(postgres, 2, SEED, List.of());
    }

    @AfterAll
    static void stop() {
        run.close();
        postgres.close();
    }

    @Test
    void nothing_acknowledged_is_lost_doubled_or_reordered_whatever_is_killed() throws Exception {
        List<Fault> faults = faultsOfTheShortRun(new Random(SEED));
        CrashReport report = run.under(nemesis -> {
            for (Fault fault : faults) nemesis.act(fault);
        });

        assertThat(report.violations()).isEmpty();
        assertThat(report.acknowledged()).isGreaterThan(100);
        assertThat(report.recognised()).isPositive();
    }

    /** One fault of each group, in any order. */
    private static List<Fault> faultsOfTheShortRun(Random random) {
        List<Fault> faults = Stream.of(FAULTS_OF_NODES, FAULTS_OF_POSTGRES, OTHER_FAULTS)
                .map(group -> group.get(random.nextInt(group.size())))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(faults, random);
        return faults;
    }

    /** Goes on after the time is over until enough has been killed. */
    @Test
    @EnabledIfSystemProperty(named = "crash.minutes", matches = "\\d+")
    void nor_when_it_goes_on_for_a_long_time() throws Exception {
        Duration time = Duration.ofMinutes(Long.getLong("crash.minutes"));
        Random random = new Random(SEED);
        CrashReport report = run.under(nemesis -> {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end || nemesis.kills() < LONG_RUN_KILLS) {
                nemesis.act(FAULTS_OF_THE_LONG_RUN.get(random.nextInt(FAULTS_OF_THE_LONG_RUN.size())));
            }
        });

        assertThat(report.violations()).isEmpty();
        assertThat(run.rebuild()).isEmpty();
    }

    @Test
    void a_log_without_the_head_lock_is_found_out() throws Exception {
        try (Mutations.HeadLock lock = new Mutations.HeadLock(run.database())) {
            CrashReport report = run.under(nemesis -> {
                lock.remove();
                nemesis.awaitCalls(CALLS_OF_A_MUTANT);
            });

            assertThat(report.violations()).extracting(Violation::rule).contains(Rule.SKIPPED, Rule.BROKEN_CHAIN);
        }
    }

    @Test
    void retries_that_are_not_recognised_are_found_out(@TempDir Path mutated) throws Exception {
        List<Path> mutations = List.of(Mutations.withoutRecognitionOfRetries(mutated));
        try (CrashRun mutant = new CrashRun(postgres, 1, SEED, mutations)) {
            CrashReport report = mutant.under(nemesis -> nemesis.awaitCalls(CALLS_OF_A_MUTANT));

            assertThat(report.violations()).extracting(Violation::rule).contains(Rule.DOUBLED);
        }
    }
}
