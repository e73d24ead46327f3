package dev.contactsimulator.bench;

import dev.contactsimulator.support.TestPostgres.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The simulator as a user runs it, in a JVM of its own, with its embedded PostgreSQL. */
final class Simulator {

    /** What the build makes for {@code java @target/contact-simulator/run}. */
    private static final Path LAUNCH = Path.of("target", "contact-simulator", "run");

    /** @param data an empty or existing data directory; @param properties like {@code simulator.ceiling-route=true} */
    static RunningProgram start(Settings settings, Path data, Path output, String... properties)
            throws IOException, InterruptedException {
        int port = Ports.free();
        List<String> command = new ArrayList<>();
        command.add(Java.program());
        command.addAll(flags(settings));
        command.add("@" + LAUNCH);
        command.addAll(List.of("--server.port=" + port, "--simulator.data-dir=" + data));
        for (String property : properties) command.add("--" + property);
        return RunningProgram.start(
                command,
                URI.create("http://127.0.0.1:" + port),
                "/_simulator/health",
                output,
                data.resolve("postgres/postmaster.pid"));
    }

    /** Flags for the JVM to try out, as {@code flags=-Xmx1g;-XX:+UseParallelGC}. */
    private static List<String> flags(Settings settings) {
        String flags = settings.text("flags", "");
        return flags.isEmpty() ? List.of() : List.of(flags.split(";"));
    }

    /** How many events there are. */
    static long position(RunningProgram simulator) throws IOException, InterruptedException {
        return simulator.number("/_simulator/log", "position");
    }

    /** The database of a running simulator. */
    static Database database(Path data) throws IOException {
        // The file's lines: process id, data directory, start time, port …
        String port = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        return new Database(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "simulator",
                Files.readString(data.resolve("password")).strip());
    }

    private Simulator() {}
}
