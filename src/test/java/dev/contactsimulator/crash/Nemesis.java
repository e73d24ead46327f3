package dev.contactsimulator.crash;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Injects faults into the servers and waits until all of them serve again before the next one. The test requires that a
 * node serves calls while another one is stopped, and that all serve again afterwards, each within a bounded time.
 */
final class Nemesis {

    private static final Logger log = LoggerFactory.getLogger(Nemesis.class);

    /** How long one node's end or standstill may keep the others from serving. */
    private static final Duration BLOCKED = Duration.ofSeconds(30);

    /** How long after a restart a node may take to serve calls. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private static final Duration LONG_PAUSE = Duration.ofSeconds(60);

    /** @param at when the fault began; what is sent after {@code struck} meets its consequences */
    record Done(Fault fault, long at, long struck) {}

    private final SplittableRandom random;
    private final PostgresServers postgres;
    private final List<SimulatorNode> nodes;
    private final Progress progress;
    private final TailReader tail;
    private final List<Done> done = new ArrayList<>();

    Nemesis(
            SplittableRandom random,
            PostgresServers postgres,
            List<SimulatorNode> nodes,
            Progress progress,
            TailReader tail) {
        this.random = random;
        this.postgres = postgres;
        this.nodes = nodes;
        this.progress = progress;
        this.tail = tail;
    }

    List<Done> done() {
        return done;
    }

    Map<Fault, Integer> counts() {
        return done.stream().collect(Collectors.toMap(Done::fault, each -> 1, Integer::sum, TreeMap::new));
    }

    int kills() {
        return Fault.kills(counts());
    }

    /** Lets the clients go on until so many calls have been answered in all. */
    void awaitCalls(int calls) {
        progress.awaitInAll(calls);
    }

    void act(Fault fault) throws Exception {
        quiet(200, 1_000);
        int node = random.nextInt(nodes.size());
        postgres.replaceLost();
        log.info("fault={} node={}", fault, node);
        if (fault.losesThePrimary() && postgres.mayLoseEvents()) {
            postgres.cutReplication();
            quiet(300, 1_000);
        }
        long at = System.nanoTime();
        strike(fault, node);
        done.add(new Done(fault, at, System.nanoTime()));
        recover(fault, node);
        allServe();
    }

    private void strike(Fault fault, int node) {
        switch (fault) {
            case KILL_NODE -> nodes.get(node).kill();
            case KILL_POSTGRES, KILL_PRIMARY -> postgres.primary().kill();
            case KILL_BACKEND -> postgres.primary().killBackend();
            case KILL_EVERYTHING -> {
                nodes.forEach(SimulatorNode::kill);
                postgres.primary().kill();
            }
            case PAUSE_NODE, PAUSE_NODE_FOR_LONG -> nodes.get(node).pause();
            case PAUSE_POSTGRES, PAUSE_PRIMARY -> postgres.primary().pause();
            case CLOSE_CONNECTIONS -> postgres.proxy().closeAll();
            case DROP_CONNECTIONS -> postgres.proxy().dropAll();
            case RESET -> nodes.get(node).reset();
            case KILL_STANDBY -> postgres.killStandby();
        }
    }

    private void recover(Fault fault, int node) throws Exception {
        switch (fault) {
            case KILL_NODE -> {
                othersServe(node);
                nodes.get(node).start();
            }
            case KILL_POSTGRES -> {
                quiet(0, 1_500);
                postgres.primary().start();
            }
            case KILL_EVERYTHING -> {
                postgres.primary().start();
                postgres.awaitReady();
                nodes.forEach(SimulatorNode::start);
            }
            case PAUSE_NODE -> {
                quiet(500, 4_000);
                othersServe(node);
                nodes.get(node).resume();
            }
            case PAUSE_NODE_FOR_LONG -> {
                Thread.sleep(LONG_PAUSE);
                othersServe(node);
                nodes.get(node).resume();
            }
            case PAUSE_POSTGRES -> {
                quiet(500, 4_000);
                postgres.primary().resume();
            }
            case KILL_PRIMARY, PAUSE_PRIMARY -> {
                failOver();
                allServe();
                postgres.endLost();
            }
            case KILL_STANDBY -> postgres.startStandby();
            case KILL_BACKEND, CLOSE_CONNECTIONS, DROP_CONNECTIONS, RESET -> {}
        }
    }

    private void failOver() throws SQLException {
        // before: what the reader asks the standby for once it serves says nothing of the log that is lost
        if (postgres.mayLoseEvents()) tail.startAgain();
        postgres.promote();
    }

    void allServe() throws IOException, InterruptedException {
        postgres.awaitReady();
        for (int n = 0; n < nodes.size(); n++) {
            nodes.get(n).awaitReady();
            progress.awaitMoreFrom(n, RECOVERY);
            nodes.get(n).awaitReadable(RECOVERY);
        }
    }

    private void othersServe(int victim) {
        for (int n = 0; n < nodes.size(); n++) {
            if (n == victim) continue;
            progress.awaitMoreFrom(n, BLOCKED);
            nodes.get(n).awaitReadable(BLOCKED);
        }
    }

    private void quiet(int leastMillis, int mostMillis) throws InterruptedException {
        Thread.sleep(random.nextInt(leastMillis, mostMillis));
    }
}
