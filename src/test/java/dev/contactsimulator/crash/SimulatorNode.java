package dev.contactsimulator.crash;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.ContactSimulator;
import dev.contactsimulator.support.TestPostgres.Database;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The program under test in a process of its own, as one node of maybe several on the database. */
final class SimulatorNode implements AutoCloseable {

    private final URI address;
    private final Path log;
    private final List<String> command;
    private ProcessTree process;

    /** @param mutations directories with classes that are to be taken instead of the program's own */
    SimulatorNode(Database database, Path log, List<Path> mutations) {
        int port = Ports.free();
        this.address = URI.create("http://127.0.0.1:" + port);
        this.log = log;
        this.command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseParallelGC",
                "-cp",
                classPath(mutations),
                ContactSimulator.class.getName(),
                "--server.port=" + port,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password());
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** That of the tests, without the tests themselves. */
    private static String classPath(List<Path> mutations) {
        String own = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .collect(joining(File.pathSeparator));
        return mutations.stream().map(path -> path + File.pathSeparator).collect(joining()) + own;
    }

    private ProcessTree launch() {
        try {
            return new ProcessTree(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return address;
    }

    /** After it was killed. */
    void start() {
        process = launch();
    }

    /** Returns when it serves: when it can read the log, whatever becomes of its views, which the checker looks at. */
    void awaitReady() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> isReady(http));
        }
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        if (!process.isAlive()) throw new IllegalStateException("A node ended by itself, see " + log);
        return status(http, request("/_simulator/log")) == 200;
    }

    /** Returns when a query of its views is answered. */
    void awaitReadable(Duration atMost) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            await("a query at " + address)
                    .atMost(atMost)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> status(http, request("/_simulator/contacts?limit=1")) == 200);
        }
    }

    /** Through its route; asks again until it is done. */
    void reset() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            await("a reset by " + address)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> status(http, request("/_simulator/reset").POST(BodyPublishers.noBody())) == 200);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(10));
    }

    private static int status(HttpClient http, HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException nobodyThere) {
            return 0;
        }
    }

    /** {@code kill -9} */
    void kill() {
        process.kill();
    }

    /** SIGSTOP */
    void pause() {
        process.pause();
    }

    /** SIGCONT */
    void resume() {
        process.resume();
    }

    @Override
    public void close() {
        if (process.isAlive()) process.kill();
    }
}
