package dev.contactsimulator.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How PostgreSQL's own programs are called. */
record ServerPrograms(Path binaries) {

    /**
     * The beginning of a command. PostgreSQL refuses to run as root; in a user namespace root is nobody, and its files
     * stay its own.
     */
    List<String> command(String program) throws IOException {
        var command = new ArrayList<String>();
        if (root()) {
            command.add("unshare");
            command.add("--user");
        }
        command.add(binaries.resolve("bin")
                .resolve(program + (windows() ? ".exe" : ""))
                .toString());
        return command;
    }

    /** Runs a program to its end. */
    void run(String program, String... arguments) throws IOException {
        var command = command(program);
        command.addAll(List.of(arguments));
        var builder = builder(command).redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (await(process) != 0) {
            throw new IOException(program + " failed: " + output.strip());
        }
    }

    static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    static boolean windows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    /** Whether the user is root. Only Linux has user namespaces, so it is false elsewhere. */
    private static boolean root() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(0);
    }
}
