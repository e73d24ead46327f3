package dev.contactsimulator.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator, in C, which asks next to nothing of the machine for itself. */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final String program;
    private final Path directory;

    private Pgbench(String program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    /** @param directory for the scripts; @return empty if the machine has no pgbench */
    static Optional<Pgbench> find(Path directory) {
        return candidates()
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Pgbench(program.toString(), directory));
    }

    private static Stream<Path> candidates() {
        List<Path> candidates = new ArrayList<>();
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (var versions = Files.list(debian)) {
                versions.map(version -> version.resolve("bin/pgbench"))
                        .sorted(Comparator.reverseOrder())
                        .forEach(candidates::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        for (String entry : System.getenv("PATH").split(File.pathSeparator)) {
            candidates.add(Path.of(entry, "pgbench"));
        }
        return candidates.stream();
    }

    /** Transactions a second, each a run of the script. */
    double rate(BenchmarkPostgres server, String database, String script, int clients, Duration duration)
            throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("script.pgbench"), script);
        ProcessBuilder command = new ProcessBuilder(
                        program,
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + clients,
                        "--jobs=" + Math.min(clients, 2),
                        "--time=" + duration.toSeconds(),
                        "--file=" + file,
                        "--host=127.0.0.1",
                        "--port=" + server.port(),
                        "--username=" + server.username(),
                        database)
                .redirectErrorStream(true);
        command.environment().put("PGPASSWORD", server.password());
        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes());
        Matcher rate = RATE.matcher(output);
        if (process.waitFor() != 0) throw new IllegalStateException(output);
        // On a machine that is busy otherwise the time may be over before all clients are connected.
        return rate.find() ? Double.parseDouble(rate.group(1)) : 0;
    }

    /** A text as a literal that pgbench takes for no variable of its own. */
    static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\x3a") + "'";
    }
}
