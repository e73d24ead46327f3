package dev.contactsimulator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program under test in a process of its own, and the PostgreSQL server that it may have started. */
final class RunningProgram implements AutoCloseable {

    /** Processor time in microseconds: what the program itself and what its PostgreSQL server used. */
    record Processor(double program, double database) {

        Processor since(Processor earlier) {
            return new Processor(program - earlier.program, database - earlier.database);
        }
    }

    private static final double MICROS_PER_TICK = 10_000;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Process process;
    private final URI base;
    private final Duration startup;
    private final Optional<ProcessHandle> database;

    private RunningProgram(Process process, URI base, Duration startup, Optional<ProcessHandle> database) {
        this.process = process;
        this.base = base;
        this.startup = startup;
        this.database = database;
    }

    /**
     * Starts a program and waits for its first successful response to a GET of {@code path}.
     *
     * @param serverPid where a PostgreSQL server of the program leaves its process id, if it has one
     */
    static RunningProgram start(List<String> command, URI base, String path, Path output, Path serverPid)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        URI first = base.resolve(path);
        while (!responds(first)) {
            if (!process.isAlive())
                throw new IllegalStateException(String.join(" ", command) + " has ended, see " + output);
            if (System.nanoTime() - start > Duration.ofMinutes(2).toNanos()) {
                process.destroyForcibly();
                throw new IllegalStateException("no response after two minutes, see " + output);
            }
            Thread.sleep(10);
        }
        return new RunningProgram(process, base, Duration.ofNanos(System.nanoTime() - start), server(serverPid));
    }

    private static Optional<ProcessHandle> server(Path pid) throws IOException {
        if (!Files.exists(pid)) return Optional.empty();
        return ProcessHandle.of(
                Long.parseLong(Files.readAllLines(pid).getFirst().strip()));
    }

    private static boolean responds(URI uri) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI base() {
        return base;
    }

    /** From the start of the process to the first response. */
    Duration startup() {
        return startup;
    }

    String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).build());
    }

    String post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2)
            throw new IOException(request.uri() + ": " + response.statusCode() + " " + response.body());
        return response.body();
    }

    /** A number that a response has under this name. */
    long number(String path, String name) throws IOException, InterruptedException {
        String response = get(path);
        Matcher number = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?(\\d+)").matcher(response);
        if (!number.find()) throw new IllegalStateException(path + ": " + response);
        return Long.parseLong(number.group(1));
    }

    /** Memory resident now, in MiB, without PostgreSQL. Linux only, else 0. */
    long memory() {
        return status(process.toHandle(), "VmRSS");
    }

    /** The most memory that has been resident, in MiB, without PostgreSQL. Linux only, else 0. */
    long mostMemory() {
        return status(process.toHandle(), "VmHWM");
    }

    /** Memory resident now, in MiB, of PostgreSQL, what its processes share counted once. Linux only, else 0. */
    long memoryOfDatabase() {
        long own =
                databaseProcesses().mapToLong(each -> status(each, "RssAnon")).sum();
        return own
                + databaseProcesses()
                        .mapToLong(each -> status(each, "RssShmem"))
                        .max()
                        .orElse(0);
    }

    private static long status(ProcessHandle process, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    /** Processor time used so far. Linux only, else 0. */
    Processor processor() {
        return new Processor(
                micros(process.toHandle()),
                databaseProcesses().mapToDouble(RunningProgram::micros).sum());
    }

    private Stream<ProcessHandle> databaseProcesses() {
        return database.stream().flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
    }

    private static double micros(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) * MICROS_PER_TICK;
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
    }
}
