package dev.contactsimulator.audit;

import static dev.contactsimulator.eventlog.TestLog.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.contactsimulator.eventlog.TestLog;
import dev.contactsimulator.support.Customer;
import dev.contactsimulator.support.RunningSimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** The verifier in another language agrees, on every form in which a log is exported. */
class VerifyLogScriptIT {

    private static final Path SCRIPT =
            Path.of("src/test/resources/verify_log.py").toAbsolutePath();

    private static final Pattern NEXT_PAGE = Pattern.compile("\"next(?:Token|After)\":\"?(\\d+)");

    @TempDir
    Path directory;

    /** What a program has printed, and its exit code. */
    private record Result(int exit, String output) {}

    @BeforeEach
    void python_is_there() throws Exception {
        assumeTrue(isThere("python3"), "python3 is there");
    }

    @Test
    void the_documented_copy_of_a_log_is_verified() throws Exception {
        try (TestLog node = logOfTwoContacts()) {
            assertThat(verify(copied(node)))
                    .isEqualTo(new Result(0, "6 " + node.log().head().hexHash()));

            node.execute("set session_replication_role = replica;"
                    + "update event_log set at = at + interval '1 microsecond' where position = 3");
            assertThat(verify(copied(node))).isEqualTo(new Result(1, "first bad position: 3"));
        }
    }

    @Test
    void the_documented_copy_works_as_it_is_pasted_into_psql() throws Exception {
        assumeTrue(isThere("psql"), "psql is there");
        try (TestLog node = logOfTwoContacts()) {
            Result psql = run(psql(node), Files.writeString(directory.resolve("pasted.sql"), copyCommand() + "\n"));

            assertThat(psql).isEqualTo(new Result(0, "COPY 6"));
            assertThat(verify(directory.resolve("log.csv")))
                    .isEqualTo(new Result(0, "6 " + node.log().head().hexHash()));
        }
    }

    @Test
    void the_log_of_a_running_simulator_is_verified_page_by_page_and_saved_pages_are() throws Exception {
        RunningSimulator simulator = RunningSimulator.shared();
        Customer.of(simulator).says("größer 😀");
        String head = get(simulator.baseUrl().resolve("/_simulator/log"));
        String expected = head.replaceAll("\\D*(\\d+)\\D+\"hash\":\"(\\w+)\"}", "$1 $2");

        assertThat(run(python(simulator.baseUrl().toString()), Path.of("/dev/null")))
                .isEqualTo(new Result(0, expected));

        String pages = pages(simulator);
        assertThat(verify(Files.writeString(directory.resolve("pages"), pages))).isEqualTo(new Result(0, expected));
        String altered = pages.replaceFirst("größer", "grösser");
        assertThat(verify(Files.writeString(directory.resolve("altered"), altered))
                        .output())
                .startsWith("first bad position: ");
    }

    @Test
    void nothing_is_not_a_log_that_is_right() throws Exception {
        Result result = verify(Files.createFile(directory.resolve("empty")));

        assertThat(result).isEqualTo(new Result(1, "there are no events: nothing was verified"));
    }

    private static TestLog logOfTwoContacts() {
        TestLog node = TestLog.onNewDatabase();
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        for (int sequence = 0; sequence < 3; sequence++) {
            node.log().append(List.of(event(one, sequence, "größer 😀, \"quoted\" " + sequence)));
            node.log().append(List.of(event(two, sequence, "two\nlines " + sequence)));
        }
        return node;
    }

    /** The command that the script's own description has. */
    private static String copyCommand() throws IOException {
        return Files.readAllLines(SCRIPT).stream()
                .filter(line -> line.startsWith("\\copy"))
                .findFirst()
                .orElseThrow();
    }

    /** What the command writes, by the same query. */
    private Path copied(TestLog node) throws Exception {
        Path export = directory.resolve("copied.csv");
        String sql = copyCommand().substring(1).replace("to log.csv", "to stdout");
        try (Connection connection = node.dataSource().getConnection();
                OutputStream file = Files.newOutputStream(export)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, file);
        }
        return export;
    }

    private static String pages(RunningSimulator simulator) throws Exception {
        StringBuilder pages = new StringBuilder();
        Matcher next = NEXT_PAGE.matcher("\"nextToken\":\"0\"");
        while (next.find()) {
            String page = get(simulator.baseUrl().resolve("/_simulator/log/events?limit=50&after=" + next.group(1)));
            pages.append(page);
            next = NEXT_PAGE.matcher(page);
        }
        return pages.toString();
    }

    private static String get(URI uri) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private Result verify(Path export) throws Exception {
        return run(python(), export);
    }

    private ProcessBuilder python(String... arguments) {
        List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static ProcessBuilder psql(TestLog node) {
        ProcessBuilder psql = new ProcessBuilder(
                "psql", "-X", node.dataSource().getJdbcUrl().replaceFirst("^jdbc:(.*?)(\\?.*)?$", "$1"));
        psql.environment().put("PGUSER", node.dataSource().getUsername());
        psql.environment().put("PGPASSWORD", node.dataSource().getPassword());
        return psql;
    }

    private Result run(ProcessBuilder program, Path input) throws Exception {
        Process process = program.directory(directory.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return new Result(process.waitFor(), output);
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
