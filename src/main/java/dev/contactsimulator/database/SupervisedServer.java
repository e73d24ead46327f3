package dev.contactsimulator.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that is started again when it ends although nobody has stopped it. PostgreSQL then recovers all that was
 * committed. If it does not start again, the program ends: without a database there is nothing that it could do.
 */
final class SupervisedServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SupervisedServer.class);

    private static final Duration MIN_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);

    /** A server that has run for this long is in order: if it ends then, that has a reason of its own. */
    private static final Duration STABLE = Duration.ofSeconds(10);

    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(10);

    private final ServerPrograms programs;
    private final Path cluster;
    private final Path serverLog;
    private final Thread supervisor = new Thread(this::supervise, "postgres-supervisor");
    private volatile ServerProcess server;
    private volatile boolean closing;
    private Duration backoff = MIN_BACKOFF;

    private SupervisedServer(ServerPrograms programs, Path cluster, Path serverLog, ServerProcess server) {
        this.programs = programs;
        this.cluster = cluster;
        this.serverLog = serverLog;
        this.server = server;
    }

    /** Returns when the server accepts connections. */
    static SupervisedServer start(ServerPrograms programs, Path cluster, Path serverLog) throws IOException {
        try {
            ServerProcess server = ServerProcess.start(programs, cluster, serverLog);
            var supervised = new SupervisedServer(programs, cluster, serverLog, server);
            supervised.supervisor.setDaemon(true);
            supervised.supervisor.start();
            return supervised;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private void supervise() {
        try {
            while (true) {
                long started = System.nanoTime();
                server.awaitEnd();
                if (closing) return;
                long ended = System.nanoTime();
                if (ended - started > STABLE.toNanos()) backoff = MIN_BACKOFF;
                log.warn("event=embedded-postgres-ended directory={}", cluster.getParent());
                server = restart();
                log.info(
                        "event=embedded-postgres-restarted directory={} millis={}",
                        cluster.getParent(),
                        Duration.ofNanos(System.nanoTime() - ended).toMillis());
            }
        } catch (InterruptedException stop) {
            // closing
        } catch (IOException | RuntimeException failure) {
            log.error(
                    "event=program-ends reason=embedded-postgres-does-not-start-again directory={} message=\"{}\"",
                    cluster.getParent(),
                    failure.getMessage());
            Runtime.getRuntime().halt(1);
        }
    }

    private ServerProcess restart() throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + GIVE_UP_AFTER.toNanos();
        while (true) {
            Thread.sleep(backoff);
            backoff = backoff.multipliedBy(2).compareTo(MAX_BACKOFF) < 0 ? backoff.multipliedBy(2) : MAX_BACKOFF;
            try {
                new StaleServer(cluster, programs).remove();
                return ServerProcess.start(programs, cluster, serverLog);
            } catch (IOException failure) {
                if (System.nanoTime() >= giveUp) throw failure;
            }
        }
    }

    /** Stops the server after its running statements. */
    @Override
    public void close() throws IOException {
        closing = true;
        supervisor.interrupt();
        try {
            supervisor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop();
    }
}
