package dev.contactsimulator.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program under test in a process of its own, its children included. */
final class RunningProgram implements AutoCloseable {

    /** In the clock ticks of Linux, 100 a second: what the program itself and what its children used. */
    record Processor(double own, double children) {

        Processor since(Processor earlier) {
            return new Processor(own - earlier.own, children - earlier.children);
        }
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Process process;
    private final URI base;
    private final Path output;
    private final Duration startup;

    private RunningProgram(Process process, URI base, Path output, Duration startup) {
        this.process = process;
        this.base = base;
        this.output = output;
        this.startup = startup;
    }

    /** Starts a program and waits for its first successful answer to a GET of {@code path}. */
    static RunningProgram start(List<String> command, URI base, String path, Path output)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        URI first = base.resolve(path);
        while (!answers(first)) {
            if (!process.isAlive()) throw new IllegalStateException(String.join(" ", command) + " has ended, see " + output);
            if (System.nanoTime() - start > Duration.ofMinutes(2).toNanos()) {
                process.destroyForcibly();
                throw new IllegalStateException("no answer after two minutes, see " + output);
            }
            Thread.sleep(10);
        }
        return new RunningProgram(process, base, output, Duration.ofNanos(System.nanoTime() - start));
    }

    private static boolean answers(URI uri) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI base() {
        return base;
    }

    /** From the start of the process to the first answer. */
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
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) throw new IOException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
        return answer.body();
    }

    /** A number that an answer has under this name. */
    long number(String path, String name) throws IOException, InterruptedException {
        String answer = get(path);
        Matcher number = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?(\\d+)").matcher(answer);
        if (!number.find()) throw new IllegalStateException(path + ": " + answer);
        return Long.parseLong(number.group(1));
    }

    /** Memory resident now, in MiB: of the program itself, without its children. Linux only, else 0. */
    long residentMemory() {
        return status(process.toHandle(), "VmRSS");
    }

    /** The most memory that has been resident, in MiB, without the children. Linux only, else 0. */
    long mostResidentMemory() {
        return status(process.toHandle(), "VmHWM");
    }

    /** Memory of all children, in MiB, what they share counted once for each. Linux only, else 0. */
    long residentMemoryOfChildren() {
        return process.descendants().mapToLong(child -> status(child, "VmRSS")).sum();
    }

    private static long status(ProcessHandle process, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }

    /** Processor time used so far. Linux only, else 0. */
    Processor processor() {
        return new Processor(
                ticks(process.toHandle()),
                process.descendants().mapToDouble(RunningProgram::ticks).sum());
    }

    private static double ticks(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)) process.destroyForcibly();
    }

    @Override
    public String toString() {
        return base + ", output in " + output;
    }
}
