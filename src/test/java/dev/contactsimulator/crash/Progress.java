package dev.contactsimulator.crash;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** How many calls each node has answered. */
final class Progress {

    private final AtomicLongArray answered;

    Progress(int nodes) {
        this.answered = new AtomicLongArray(nodes);
    }

    void answeredBy(int node) {
        answered.incrementAndGet(node);
    }

    /** Returns when a node has answered some more calls. */
    void awaitMoreFrom(int node, Duration atMost) {
        long enough = answered.get(node) + 3;
        await("node " + node + " serves").atMost(atMost).until(() -> answered.get(node) >= enough);
    }

    void awaitInAll(int calls) {
        await(calls + " calls").atMost(Duration.ofMinutes(2)).until(() -> inAll() >= calls);
    }

    private long inAll() {
        return IntStream.range(0, answered.length()).mapToLong(answered::get).sum();
    }
}
