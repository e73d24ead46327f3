package dev.contactsimulator.support;

import static org.awaitility.Awaitility.await;

import dev.contactsimulator.ContactSimulator;
import dev.contactsimulator.support.TestPostgres.Database;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The program as a user runs it: in a process of its own, with its embedded PostgreSQL and default settings. */
public final class ProgramProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Path data;
    private final Path output;
    private final URI address;
    private final List<String> command;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private Process process;

    /**
     * Starts it, without waiting until it serves.
     *
     * @param directory gets the data directory {@code data} and the output {@code output.log}
     * @param heap like {@code 256m}
     */
    public ProgramProcess(Path directory, String heap, String... properties) {
        int port = freePort();
        this.data = directory.resolve("data");
        this.output = directory.resolve("output.log");
        this.address = URI.create("http://127.0.0.1:" + port);
        this.command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseParallelGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPathWithoutTests(),
                ContactSimulator.class.getName(),
                "--server.port=" + port,
                "--simulator.data-dir=" + data,
                "--simulator.cache-dir="
                        + Path.of("target", "postgres-binaries").toAbsolutePath()));
        for (String property : properties) command.add("--" + property);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        this.process = launch();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPathWithoutTests() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Process launch() {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return address;
    }

    /** The data directory of the embedded server. */
    public Path data() {
        return data;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns when the health route says that it is ready. */
    public void awaitReady() {
        await("the program, see " + output)
                .atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .failFast("the program has ended, see " + output, () -> !process.isAlive())
                .until(() -> healthStatus(Duration.ofSeconds(5)) == 200);
    }

    /** The status of the health route; 0 without a response in time. */
    public int healthStatus(Duration timeout) throws InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(address.resolve("/_simulator/health"))
                .timeout(timeout)
                .build();
        try {
            return http.send(health, BodyHandlers.discarding()).statusCode();
        } catch (IOException noResponse) {
            return 0;
        }
    }

    /** The embedded server's database, while it runs. */
    public Database database() throws IOException {
        // The file's lines: process id, data directory, start time, port …
        String port = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        return new Database(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?socketTimeout=60",
                "simulator",
                Files.readString(data.resolve("password")).strip());
    }

    /** The process of the embedded server. */
    public ProcessHandle server() throws IOException {
        Path file = data.resolve("postgres/postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException("No server runs in " + data));
    }

    /** What it has printed in all its runs. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /** {@code kill -9}; the embedded server ends by itself. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** After it has ended. */
    public void start() {
        process = launch();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
