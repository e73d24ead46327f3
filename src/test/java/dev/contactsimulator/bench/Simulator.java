package dev.contactsimulator.bench;

import dev.contactsimulator.TestPostgres.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The simulator as a user runs it: the jar, in a JVM of its own, with its embedded PostgreSQL. */
final class Simulator {

    static final Path JAR = Path.of("target", "contact-simulator.jar");

    /** @param data an empty or existing data directory; @param properties like {@code simulator.ceiling-route=true} */
    static RunningProgram start(Settings settings, Path data, Path output, String... properties)
            throws IOException, InterruptedException {
        int port = Ports.free();
        List<String> command = new ArrayList<>();
        command.add(Java.program());
        command.addAll(flags(settings));
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of("--server.port=" + port, "--simulator.data-dir=" + data));
        for (String property : properties) command.add("--" + property);
        return RunningProgram.start(
                command,
                URI.create("http://127.0.0.1:" + port),
                "/_simulator/health",
                output,
                data.resolve("postgres/postmaster.pid"));
    }

    /** What the build gives to {@code spring-boot:run}, unless the command line has {@code flags}, separated by colons. */
    private static List<String> flags(Settings settings) {
        String flags = settings.text("flags", System.getProperty("simulator.flags", ""));
        return flags.isBlank() ? List.of() : List.of(flags.strip().split("[ ;]+"));
    }

    /** How many events there are. */
    static long position(RunningProgram simulator) throws IOException, InterruptedException {
        return simulator.number("/_simulator/log", "position");
    }

    /** The database of a running simulator. */
    static Database database(Path data) throws IOException {
        // The file's lines: process id, data directory, start time, port …
        String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
        return new Database(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "simulator",
                Files.readString(data.resolve("password")).strip());
    }

    private Simulator() {}
}
