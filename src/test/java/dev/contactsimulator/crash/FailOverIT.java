package dev.contactsimulator.crash;

import static dev.contactsimulator.crash.Fault.KILL_NODE;
import static dev.contactsimulator.crash.Fault.KILL_PRIMARY;
import static dev.contactsimulator.crash.Fault.KILL_STANDBY;
import static dev.contactsimulator.crash.Fault.PAUSE_PRIMARY;
import static dev.contactsimulator.crash.Fault.RESET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactsimulator.crash.PostgresServers.Replication;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on a primary with a standby, of which the primary is lost. Synchronous replication loses nothing that was
 * acknowledged. Asynchronous replication may, but what is left keeps every rule, and so does what comes after it.
 * The long run is {@code mvn test -Dtest=FailOverIT -Dcrash.minutes=30}, half of the time in each mode.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
class FailOverIT {

    private static final long SEED = Long.getLong("crash.seed", System.nanoTime() % 1_000_000);

    /** From the loss of the primary to the first success, the promotion included: 3 s on a machine that has nothing else to do. */
    private static final long FIRST_ANSWER_MILLIS = 10_000;

    private static final List<Fault> FAULTS_OF_THE_LONG_RUN =
            List.of(KILL_PRIMARY, KILL_PRIMARY, PAUSE_PRIMARY, PAUSE_PRIMARY, KILL_STANDBY, KILL_NODE, RESET);

    @TempDir
    static Path directory;

    private static PostgresServers postgres;
    private static CrashRun run;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = PostgresServers.start(directory, Replication.ASYNCHRONOUS);
        run = new CrashRun(postgres, 2, SEED, List.of());
    }

    @AfterAll
    static void stop() {
        run.close();
        postgres.close();
    }

    @Test
    void a_synchronous_standby_takes_over_and_nothing_acknowledged_is_lost() throws Exception {
        CrashReport report = run(Replication.SYNCHRONOUS, nemesis -> nemesis.act(KILL_PRIMARY));

        assertThat(report.violations()).isEmpty();
        assertThat(report.acknowledged()).isGreaterThan(100);
        assertThat(report.recovery().max(KILL_PRIMARY)).isLessThan(FIRST_ANSWER_MILLIS);
    }

    @Test
    void an_asynchronous_standby_takes_over_and_what_is_left_keeps_every_rule() throws Exception {
        CrashReport report = run(Replication.ASYNCHRONOUS, nemesis -> nemesis.act(KILL_PRIMARY));

        assertThat(report.violations()).isEmpty();
        assertThat(report.acknowledged()).isGreaterThan(100);
        assertThat(report.lostByFailOvers()).isPositive();
    }

    @Test
    @EnabledIfSystemProperty(named = "crash.minutes", matches = "\\d+")
    void nor_is_anything_lost_when_a_synchronous_primary_is_lost_again_and_again() throws Exception {
        assertThat(run(Replication.SYNCHRONOUS, this::goOn).violations()).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "crash.minutes", matches = "\\d+")
    void every_rule_is_kept_when_an_asynchronous_primary_is_lost_again_and_again() throws Exception {
        assertThat(run(Replication.ASYNCHRONOUS, this::goOn).violations()).isEmpty();
    }

    private void goOn(Nemesis nemesis) throws Exception {
        Random random = new Random(SEED);
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("crash.minutes")).toNanos() / 2;
        while (System.nanoTime() < end) {
            nemesis.act(FAULTS_OF_THE_LONG_RUN.get(random.nextInt(FAULTS_OF_THE_LONG_RUN.size())));
        }
    }

    private static CrashReport run(Replication replication, CrashRun.Script script) throws Exception {
        postgres.replicate(replication);
        return run.under(script);
    }
}
