package dev.contactsimulator.crash;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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

    private final SplittableRandom random;
    private final PostgresServer postgres;
    private final List<SimulatorNode> nodes;
    private final Progress progress;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

    Nemesis(SplittableRandom random, PostgresServer postgres, List<SimulatorNode> nodes, Progress progress) {
        this.random = random;
        this.postgres = postgres;
        this.nodes = nodes;
        this.progress = progress;
    }

    Map<Fault, Integer> done() {
        return done;
    }

    int kills() {
        return Fault.kills(done);
    }

    /** Lets the clients go on until so many calls have been answered in all. */
    void awaitCalls(int calls) {
        progress.awaitInAll(calls);
    }

    void act(Fault fault) throws InterruptedException {
        quiet(200, 2_000);
        int node = random.nextInt(nodes.size());
        log.info("fault={} node={}", fault, node);
        switch (fault) {
            case KILL_NODE -> {
                nodes.get(node).kill();
                othersServe(node);
                nodes.get(node).start();
            }
            case KILL_POSTGRES -> {
                postgres.kill();
                quiet(0, 1_500);
                postgres.start();
            }
            case KILL_BACKEND -> postgres.killBackend();
            case KILL_EVERYTHING -> {
                nodes.forEach(SimulatorNode::kill);
                postgres.kill();
                postgres.start();
                postgres.awaitReady();
                nodes.forEach(SimulatorNode::start);
            }
            case PAUSE_NODE -> {
                nodes.get(node).pause();
                quiet(500, 4_000);
                othersServe(node);
                nodes.get(node).resume();
            }
            case PAUSE_POSTGRES -> {
                postgres.pause();
                quiet(500, 4_000);
                postgres.resume();
            }
        }
        done.merge(fault, 1, Integer::sum);
        allServe();
    }

    void allServe() {
        postgres.awaitReady();
        for (int n = 0; n < nodes.size(); n++) {
            nodes.get(n).awaitReady();
            progress.awaitMoreFrom(n, RECOVERY);
        }
    }

    private void othersServe(int victim) {
        for (int n = 0; n < nodes.size(); n++) {
            if (n != victim) progress.awaitMoreFrom(n, BLOCKED);
        }
    }

    private void quiet(int leastMillis, int mostMillis) throws InterruptedException {
        Thread.sleep(random.nextInt(leastMillis, mostMillis));
    }
}
