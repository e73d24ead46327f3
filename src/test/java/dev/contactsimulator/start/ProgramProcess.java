package dev.contactsimulator.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.contactsimulator.ContactSimulator;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, and what it writes to the console: standard output and errors together. */
final class ProgramProcess implements AutoCloseable {

    private static final Duration MAX_WAIT = Duration.ofMinutes(2);

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread reader;

    private ProgramProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual()
                .start(() -> process.inputReader(UTF_8).lines().forEach(lines::add));
    }

    static ProgramProcess start(Path workingDirectory, Map<String, String> environment, List<String> arguments) {
        return run(workingDirectory, environment, command(arguments));
    }

    static ProgramProcess run(Path workingDirectory, Map<String, String> environment, List<String> command) {
        var builder =
                new ProcessBuilder(command).directory(workingDirectory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SIMULATOR_") || name.startsWith("SPRING_"));
        builder.environment().putAll(environment);
        try {
            return new ProgramProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> command(List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                ContactSimulator.class.getName()));
        command.addAll(arguments);
        return command;
    }

    /** That of the tests, without the tests themselves. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .collect(joining(File.pathSeparator));
    }

    /** The lines up to one that begins like this. */
    List<String> linesUntil(String beginning) {
        var read = new ArrayList<String>();
        try {
            do {
                String line = lines.poll(MAX_WAIT.toSeconds(), TimeUnit.SECONDS);
                if (line == null) throw new AssertionError("No line begins with " + beginning + ": " + read);
                read.add(line);
            } while (!read.getLast().startsWith(beginning));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return read;
    }

    /** Returns once the program has ended by itself. */
    Ended awaitEnd() {
        try {
            if (!process.waitFor(MAX_WAIT)) throw new AssertionError("The program did not end: " + lines);
            reader.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Ended(process.exitValue(), List.copyOf(lines));
    }

    /** How a program ended, and what it had written. */
    record Ended(int exitCode, List<String> lines) {}

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }
}
