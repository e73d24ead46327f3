package dev.contactsimulator.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What an earlier program may have left behind when everything was killed at once: a server that still runs, or only
 * the file that says so. The caller holds the directory's lock, so no running program owns either.
 */
record StaleServer(Path cluster, ServerPrograms programs) {

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
            programs.run("pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-s", "-w", "-t", "3600");
        } else {
            // PostgreSQL itself would refuse to start if the number now belonged to any process of this user.
            Files.deleteIfExists(file);
        }
    }

    /** Process numbers are used again: signal none but a postgres, and where arguments can be seen, ours. */
    private boolean isServer(ProcessHandle process) {
        var info = process.info();
        boolean postgres = info.command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
        boolean ours = info.arguments()
                .map(arguments -> Arrays.asList(arguments).contains(cluster.toString()))
                .orElse(true);
        return postgres && ours;
    }
}
