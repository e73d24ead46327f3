package dev.contactsimulator.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What an earlier server may have left behind when it or its program was killed: a server that still runs, the processes
 * that served its clients, or only the file that says so. The caller holds the directory's lock, so no running program
 * owns any of them.
 */
record StaleServer(Path cluster, ServerPrograms programs) {

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Path PROCESSES = Path.of("/proc");

    void remove() throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (Files.notExists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        boolean runs = !lines.isEmpty()
                && ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .filter(this::isServer)
                        .isPresent();
        if (runs) {
            stop(file);
        } else {
            endChildren();
            // PostgreSQL itself would refuse to start if the number now belonged to any process of this user.
            Files.deleteIfExists(file);
        }
    }

    private void stop(Path file) throws IOException {
        try {
            programs.run("pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-s", "-w", "-t", "3600");
        } catch (IOException failure) {
            // it may have been stopping by itself
            if (Files.exists(file)) throw failure;
        }
    }

    /** Process numbers are used again: signal none but a postgres, and where arguments can be seen, ours. */
    private boolean isServer(ProcessHandle process) {
        boolean ours = process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(cluster.toString()))
                .orElse(true);
        return isPostgres(process) && ours;
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }

    /**
     * Ends the processes of a server whose first process was killed. They end by themselves when they notice, but one that is
     * paused does not, and keeps the shared memory, beside which PostgreSQL refuses to start. Their working directory tells
     * whose they are; only Linux shows it.
     */
    private void endChildren() throws IOException {
        if (!Files.isDirectory(PROCESSES)) {
            return;
        }
        Path directory = cluster.toRealPath();
        List<ProcessHandle> children = ProcessHandle.allProcesses()
                .filter(process -> isPostgres(process) && worksIn(directory, process))
                .toList();
        children.forEach(ProcessHandle::destroyForcibly);
        long deadline = System.nanoTime() + MAX_WAIT.toNanos();
        while (children.stream().anyMatch(process -> worksIn(directory, process)) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static boolean worksIn(Path directory, ProcessHandle process) {
        try {
            return Files.readSymbolicLink(
                            PROCESSES.resolve(Long.toString(process.pid())).resolve("cwd"))
                    .equals(directory);
        } catch (IOException endedOrOfAnother) {
            return false;
        }
    }
}
