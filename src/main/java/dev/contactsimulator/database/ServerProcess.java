package dev.contactsimulator.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that runs as long as a pipe from this program is open: a small script starts it, reads from the pipe until its end,
 * and stops it. The operating system ends the pipe when this program ends, in any way, so no server is orphaned.
 */
final class ServerProcess {

    /** Signals to the terminal's programs are not for the server: this program decides when it stops. */
    private static final String SHELL_SCRIPT = """
            trap '' INT TERM HUP
            data=$1 log=$2; shift 2
            "$@" start -D "$data" -l "$log" -s -w -t 3600 </dev/null || exit 1
            echo ready
            cat >/dev/null
            exec "$@" stop -D "$data" -m fast -s -w -t 3600 >/dev/null 2>&1
            """;

    private final Process process;
    private final BufferedReader output;

    private ServerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    /** Returns when the server accepts connections; that may take a while after a crash. */
    static ServerProcess start(ServerPrograms programs, Path cluster, Path log) throws IOException {
        List<String> command = ServerPrograms.windows()
                ? windowsCommand(programs, cluster, log)
                : shellCommand(programs, cluster, log);
        var server = new ServerProcess(
                ServerPrograms.builder(command).redirectErrorStream(true).start());
        server.awaitReady(log);
        return server;
    }

    private static List<String> shellCommand(ServerPrograms programs, Path cluster, Path log) throws IOException {
        var command = new ArrayList<String>();
        Path newSession = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(newSession)) {
            // So that a signal to this program's whole process group does not end the script before it has stopped the
            // server.
            command.add(newSession.toString());
        }
        command.addAll(List.of("sh", "-c", SHELL_SCRIPT, "sh", cluster.toString(), log.toString()));
        command.addAll(programs.command("pg_ctl"));
        return command;
    }

    private static List<String> windowsCommand(ServerPrograms programs, Path cluster, Path log) throws IOException {
        String control = "\"" + programs.command("pg_ctl").getLast() + "\" -D \"" + cluster + "\" -s -w -t 3600";
        String script = control + " -l \"" + log + "\" start <nul && echo ready && findstr \"^\" >nul & " + control
                + " -m fast stop >nul 2>&1";
        return List.of("cmd", "/s", "/c", "\"" + script + "\"");
    }

    private void awaitReady(Path log) throws IOException {
        var said = new ArrayList<String>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.strip().equals("ready")) {
                return;
            }
            said.add(line);
        }
        throw new IOException(String.join("\n", said) + "\n" + end(log));
    }

    private static String end(Path log) throws IOException {
        if (Files.notExists(log)) {
            return "";
        }
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    void stop() throws IOException {
        process.getOutputStream().close();
        ServerPrograms.await(process);
    }
}
