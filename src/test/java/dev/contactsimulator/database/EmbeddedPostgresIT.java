package dev.contactsimulator.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.postgresql.PGConnection;

class EmbeddedPostgresIT {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path BINARIES = TARGET.resolve("postgres-binaries");

    private Path directory;

    @BeforeEach
    void a_directory_of_its_own(TestInfo test) throws IOException {
        directory = TARGET.resolve("embedded-postgres-test")
                .resolve(test.getTestMethod().orElseThrow().getName());
        PostgresBinaries.delete(directory);
    }

    @Test
    void durability_is_not_traded_for_speed() throws SQLException {
        try (var postgres = start()) {
            assertThat(setting(postgres, "fsync")).isEqualTo("on");
            assertThat(setting(postgres, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(postgres, "full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void it_is_postgresql_18_in_utf_8_ordered_by_code_point() throws SQLException {
        try (var postgres = start()) {
            assertThat(setting(postgres, "server_version")).startsWith("18.");
            assertThat(setting(postgres, "server_encoding")).isEqualTo("UTF8");
            assertThat(single(postgres, "select datcollate from pg_database where datname = current_database()"))
                    .isEqualTo("C");
        }
    }

    @Test
    void only_this_machine_can_reach_it_and_only_with_the_password() throws SQLException {
        try (var postgres = start()) {
            assertThat(setting(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.url(), postgres.username(), "guess"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void the_password_is_readable_for_its_owner_alone_in_a_directory_that_existed_before() throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var postgres = start()) {
            assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void a_second_start_on_the_directory_finds_everything() throws SQLException {
        try (var postgres = start()) {
            execute(postgres, "create table kept as select 42 as response");
        }
        try (var postgres = start()) {
            assertThat(single(postgres, "select response from kept")).isEqualTo("42");
        }
    }

    @Test
    void two_at_once_on_one_directory_get_a_clear_error() {
        try (var first = start()) {
            assertThat(first.location().directory()).contains(directory);
            assertThatThrownBy(this::start)
                    .isInstanceOf(DataDirectoryInUse.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void two_programs_on_one_directory_get_a_clear_error() throws IOException {
        try (var other = Program.start(directory)) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(DataDirectoryInUse.class)
                    .hasMessageContaining("process " + other.pid());
        }
    }

    @Test
    void closing_stops_the_server() throws IOException, SQLException {
        ProcessHandle server;
        try (var postgres = start()) {
            assertThat(single(postgres, "select 1")).isEqualTo("1");
            server = server();
        }
        await().until(() -> !server.isAlive());
    }

    @Test
    void a_killed_program_leaves_no_server_and_a_usable_directory() throws IOException, SQLException {
        ProcessHandle server;
        try (var program = Program.start(directory)) {
            server = server();
            program.kill();
        }
        await().until(() -> !server.isAlive());
        try (var postgres = start()) {
            assertThat(single(postgres, "select response from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_program_killed_together_with_its_server_leaves_a_usable_directory() throws IOException, SQLException {
        try (var program = Program.start(directory)) {
            server().destroyForcibly();
            program.kill();
        }
        try (var postgres = start()) {
            assertThat(single(postgres, "select response from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_server_that_outlived_its_program_is_stopped_by_the_next_start() throws IOException, SQLException {
        ProcessHandle orphan;
        try (var program = Program.start(directory)) {
            orphan = server();
            program.killWithScripts();
        }
        assertThat(orphan.isAlive()).isTrue();
        try (var postgres = start()) {
            await().until(() -> !orphan.isAlive());
            assertThat(single(postgres, "select response from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_process_number_that_now_belongs_to_another_program_is_left_alone() throws IOException, SQLException {
        start().close();
        Process bystander = new ProcessBuilder("sleep", "600").start();
        try {
            Path file = directory.resolve("postgres/postmaster.pid");
            Files.writeString(file, bystander.pid() + "\n" + directory.resolve("postgres") + "\n");
            try (var postgres = start()) {
                assertThat(single(postgres, "select 1")).isEqualTo("1");
            }
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void a_killed_server_is_started_again_with_everything_that_was_committed() throws IOException, SQLException {
        try (var postgres = start()) {
            execute(postgres, "create table kept as select 42 as response");
            ProcessHandle killed = server();
            killed.destroyForcibly();
            await().ignoreExceptions().until(() -> server().pid() != killed.pid());
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(single(postgres, "select response from kept"))
                            .isEqualTo("42"));
        }
    }

    @Test
    void a_process_that_outlives_the_killed_server_does_not_keep_it_from_starting_again() throws Exception {
        try (var postgres = start();
                var connection = connect(postgres)) {
            execute(postgres, "create table kept as select 42 as response");
            int serving = connection.unwrap(PGConnection.class).getBackendPID();
            signal("STOP", serving);
            server().destroyForcibly();
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(single(postgres, "select response from kept"))
                            .isEqualTo("42"));
        }
    }

    @Test
    void a_server_that_does_not_start_again_ends_the_program_with_the_reason() throws Exception {
        try (var program = Program.start(directory)) {
            Files.writeString(directory.resolve("postgres/PG_VERSION"), "9.6\n");
            server().destroyForcibly();
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.output())
                    .filteredOn(line -> line.contains("event=program-ends"))
                    .singleElement()
                    .asString()
                    .contains(directory.toString(), "version 9.6");
        }
    }

    @Test
    void the_end_of_a_killed_program_leaves_the_server_of_the_next_one_alone() throws Exception {
        List<ProcessHandle> scripts;
        try (var program = Program.start(directory)) {
            scripts = program.scripts();
            for (ProcessHandle script : scripts) signal("STOP", script.pid());
            program.kill();
        }
        try (var postgres = start()) {
            ProcessHandle server = server();
            for (ProcessHandle script : scripts) signal("CONT", script.pid());
            await().until(() -> scripts.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(server()).isEqualTo(server);
            assertThat(single(postgres, "select response from kept")).isEqualTo("42");
        }
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process)).start().waitFor();
    }

    @Test
    void an_interrupted_first_start_is_begun_again() throws IOException, SQLException {
        Files.createDirectories(directory.resolve("postgres.new/base"));
        Files.writeString(directory.resolve("postgres.new/PG_VERSION"), "18\n");
        try (var postgres = start()) {
            assertThat(single(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_server_that_cannot_start_says_why_and_gives_the_directory_back() throws IOException {
        start().close();
        Path version = directory.resolve("postgres/PG_VERSION");
        Files.writeString(version, "9.6\n");
        assertThatThrownBy(this::start).hasStackTraceContaining("version 9.6");
        Files.writeString(version, "18\n");
        start().close();
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(directory, BINARIES);
    }

    private ProcessHandle server() throws IOException {
        String pid =
                Files.readAllLines(directory.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static String setting(EmbeddedPostgres postgres, String name) throws SQLException {
        return single(postgres, "show " + name);
    }

    private static String single(EmbeddedPostgres postgres, String query) throws SQLException {
        try (Connection connection = connect(postgres);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String statement) throws SQLException {
        try (Connection connection = connect(postgres);
                var once = connection.createStatement()) {
            once.execute(statement);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.url(), postgres.username(), postgres.password());
    }

    /** A program of its own that starts the server on a directory, writes a row, says so, and waits to be killed. */
    record Program(Process process) implements AutoCloseable {

        public static void main(String[] directory) throws Exception {
            var postgres = EmbeddedPostgres.start(Path.of(directory[0]), BINARIES);
            execute(postgres, "create table kept as select 42 as response");
            System.out.println("written");
            Thread.sleep(Duration.ofMinutes(10));
        }

        static Program start(Path directory) throws IOException {
            Process process = new ProcessBuilder(List.of(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Program.class.getName(),
                            directory.toString()))
                    .redirectErrorStream(true)
                    .start();
            var output = process.inputReader(UTF_8);
            String line = output.readLine();
            while (!Optional.ofNullable(line).orElse("written").equals("written")) {
                line = output.readLine();
            }
            return new Program(process);
        }

        long pid() {
            return process.pid();
        }

        /** As {@code kill -9} does. */
        void kill() {
            process.destroyForcibly().onExit().join();
        }

        /** What watches over the server. */
        List<ProcessHandle> scripts() {
            return process.descendants()
                    .filter(child -> child.info().command().orElse("").matches(".*/(ba|da)?sh"))
                    .toList();
        }

        void killWithScripts() {
            scripts().forEach(ProcessHandle::destroyForcibly);
            kill();
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        List<String> output() {
            return process.inputReader(UTF_8).lines().toList();
        }

        @Override
        public void close() {
            kill();
        }
    }
}
