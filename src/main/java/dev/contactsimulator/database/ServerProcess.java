package dev.contactsimulator.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A server that runs as long as a pipe from this program is open: a small script starts it, reads from the pipe until its end,
 * and stops it. The operating system ends the pipe when this program ends, in any way, so no server is orphaned.
 */
final class ServerProcess {

    /**
     * Signals to the terminal's programs are not for the server: this program decides when it stops. The server is the
     * script's own child, so that the script learns of its end and never stops another server on the directory.
     */
    private static final String SHELL_SCRIPT = """
            trap '' INT TERM HUP
            log=$1; shift
            exec 3<&0
            "$@" </dev/null >>"$log" 2>&1 3<&- &
            server=$!
            { read -r _ <&3; kill -INT "$server"; } >/dev/null 2>&1 &
            stopper=$!
            wait "$server"
            kill -KILL "$stopper"
            """;

    /** The line of {@code postmaster.pid} that says whether connections are accepted, from 0. */
    private static final int STATUS_LINE = 7;

    private static final long POLL_MILLIS = 10;

    private final Process process;
    private CompletableFuture<?> ended;

    private ServerProcess(Process process) {
        this.process = process;
        this.ended = process.onExit();
    }

    /**
     * Returns when the server accepts connections; that may take a while after a crash. No other server may be on the
     * directory ({@link StaleServer}).
     *
     * @throws IOException with the server's own reason if it ends before
     */
    static ServerProcess start(ServerPrograms programs, Path cluster, Path log)
            throws IOException, InterruptedException {
        List<String> command = ServerPrograms.windows()
                ? windowsCommand(programs, cluster, log)
                : shellCommand(programs, cluster, log);
        var server = new ServerProcess(
                ServerPrograms.builder(command).redirectErrorStream(true).start());
        try {
            server.awaitReady(cluster, log);
            return server;
        } catch (IOException | InterruptedException e) {
            server.process.getOutputStream().close();
            throw e;
        }
    }

    private static List<String> shellCommand(ServerPrograms programs, Path cluster, Path log) throws IOException {
        var command = new ArrayList<String>();
        Path newSession = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(newSession)) {
            // So that a signal to this program's whole process group ends neither the script nor the server.
            command.addAll(List.of(newSession.toString(), "sh", "-c"));
        } else {
            // Job control puts the server into a process group of its own.
            command.addAll(List.of("sh", "-mc"));
        }
        command.addAll(List.of(SHELL_SCRIPT, "sh", log.toString()));
        command.addAll(programs.command("postgres"));
        command.addAll(List.of("-D", cluster.toString()));
        return command;
    }

    private static List<String> windowsCommand(ServerPrograms programs, Path cluster, Path log) throws IOException {
        String control = "\"" + programs.command("pg_ctl").getLast() + "\" -D \"" + cluster + "\" -s -w -t 3600";
        String script = control + " -l \"" + log + "\" start <nul && findstr \"^\" >nul & " + control
                + " -m fast stop >nul 2>&1";
        return List.of("cmd", "/s", "/c", "\"" + script + "\"");
    }

    private void awaitReady(Path cluster, Path log) throws IOException, InterruptedException {
        List<String> state = state(cluster);
        while (state.size() <= STATUS_LINE || !state.get(STATUS_LINE).strip().equals("ready")) {
            if (!process.isAlive()) {
                throw new IOException(new ServerLog(log).reason());
            }
            Thread.sleep(POLL_MILLIS);
            state = state(cluster);
        }
        if (ServerPrograms.windows()) {
            // There the script starts the server as a process that is not its child.
            ended = ProcessHandle.of(Long.parseLong(state.getFirst().strip()))
                    .<CompletableFuture<?>>map(ProcessHandle::onExit)
                    .orElse(ended);
        }
    }

    private static List<String> state(Path cluster) throws IOException {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid"), UTF_8);
        } catch (NoSuchFileException notYet) {
            return List.of();
        }
    }

    /** Waits until the server has ended, for whatever reason. */
    void awaitEnd() throws InterruptedException {
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the server after its running statements. */
    void stop() throws IOException {
        process.getOutputStream().close();
        ServerPrograms.await(process);
    }
}
