package dev.contactsimulator.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.contactsimulator.start.ProgramProcess.Ended;
import dev.contactsimulator.support.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of a start, of the real program in a process of its own. */
class StartIT {

    private static final Path BINARIES = Path.of("target/postgres-binaries").toAbsolutePath();
    private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/simulator";

    @TempDir
    private Path directory;

    @Test
    void a_start_ends_in_three_lines_with_address_data_and_a_command() throws Exception {
        try (var program = ProgramProcess.start(directory, Map.of(), List.of("--server.port=0", data(), cache()))) {
            List<String> lines = program.linesUntil("try: ");

            assertThat(lines).hasSize(3);
            assertThat(lines.getFirst()).matches("contact-simulator \\S+ listens on http://127\\.0\\.0\\.1:\\d+");
            assertThat(lines.get(1)).isEqualTo("data: " + directory.resolve("data"));
            String address = lines.getFirst().replaceFirst(".* ", "");
            assertThat(lines.get(2))
                    .startsWith("try: aws connect send-chat-integration-event --endpoint-url " + address + " ");
            assertThat(status(address + "/_simulator/health")).isEqualTo(200);
        }
    }

    @Test
    void a_mistyped_setting_on_the_command_line_is_refused_with_the_nearest_one() {
        assertThat(failure("--simulator.aws.regoin=eu-central-1"))
                .containsExactly(
                        "contact-simulator did not start. There is no setting simulator.aws.regoin.",
                        "Did you mean simulator.aws.region?");
    }

    @Test
    void a_mistyped_setting_in_the_environment_is_refused_with_the_nearest_one() {
        assertThat(failure(Map.of("SIMULATOR_DATADIRECTORY", "/tmp")))
                .containsExactly(
                        "contact-simulator did not start. There is no setting SIMULATOR_DATADIRECTORY.",
                        "Did you mean SIMULATOR_DATA_DIR?");
    }

    @Test
    void a_mistyped_setting_in_a_file_is_refused_with_the_nearest_one() throws IOException {
        Files.writeString(directory.resolve("application.yml"), "simulator.connect.strict-subtype: true\n");

        assertThat(failure())
                .containsExactly(
                        "contact-simulator did not start. There is no setting simulator.connect.strict-subtype.",
                        "Did you mean simulator.connect.strict-subtypes?");
    }

    @Test
    void a_wrong_value_of_a_setting_is_named() {
        assertThat(failure("--simulator.aws.region=here", data(), cache()))
                .containsExactly(
                        "contact-simulator did not start. simulator.aws.region must be a Region such as us-east-1.",
                        "Correct this setting.");
    }

    @Test
    void a_quota_for_no_operation_is_named() {
        assertThat(failure("--simulator.throttling.operations.SendChat=1/1", data(), cache()))
                .containsExactly(
                        "contact-simulator did not start. simulator.throttling.operations.SendChat is not the name of an"
                                + " operation that is simulated, such as SendChatIntegrationEvent.",
                        "Correct this setting.");
    }

    @Test
    void a_mistake_in_the_seed_is_shown_with_its_line_and_what_to_do() throws IOException {
        Path seed = Files.writeString(directory.resolve("seed.yml"), "instances:\n  - aliass: sales\n");

        assertThat(failure("--simulator.seed=" + seed, data(), cache()))
                .containsExactly(
                        "contact-simulator did not start. " + seed + ", line 2: an instance has no key aliass.",
                        "Use alias, id, identity-management-type, inbound-calls, outbound-calls, tags (simulator.seed).");
    }

    @Test
    void a_port_in_use_is_found_before_the_database_starts() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(failure("--server.port=" + other.getLocalPort(), data(), cache()))
                    .containsExactly(
                            "contact-simulator did not start. Cannot listen on 127.0.0.1:" + other.getLocalPort()
                                    + ": Address already in use.",
                            "Stop the program that has the port, or name another one: --server.port=8081 (SERVER_PORT).");
        }
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void a_data_directory_that_cannot_be_written_is_named() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        List<String> lines = failure("--simulator.data-dir=" + file.resolve("data"), cache());

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .startsWith("contact-simulator did not start. " + file)
                .contains(" cannot be written: ");
        assertThat(lines.get(1)).contains("SIMULATOR_DATA_DIR");
    }

    @Test
    void a_data_directory_that_another_program_has_is_named() {
        try (var other = ProgramProcess.start(directory, Map.of(), List.of("--server.port=0", data(), cache()))) {
            other.linesUntil("try: ");

            assertThat(failure(data(), cache()))
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("contact-simulator did not start. The data directory " + directory.resolve("data")
                            + " is in use by process ");
        }
    }

    @Test
    void a_full_disk_of_the_data_is_named() throws IOException {
        Ended ended = onSmallDisk("30m", "--simulator.data-dir=" + directory.resolve("disk/data"), cache());

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.lines()).hasSize(2);
        assertThat(ended.lines().getFirst()).startsWith("contact-simulator did not start. The disk is full");
    }

    @Test
    void a_full_disk_of_the_cache_is_named_and_nothing_half_unpacked_stays() throws IOException {
        Ended ended = onSmallDisk("10m", data(), "--simulator.cache-dir=" + directory.resolve("disk"));

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.lines()).hasSize(2);
        assertThat(ended.lines().getFirst()).startsWith("contact-simulator did not start. The disk is full");
    }

    @Test
    void a_database_that_cannot_be_reached_is_named() {
        List<String> lines = failure("--spring.datasource.url=" + NOWHERE + "?user=me&password=secret");

        assertThat(lines)
                .containsExactly(
                        "contact-simulator did not start. The database " + NOWHERE
                                + " cannot be used: Connection to 127.0.0.1:1 refused.",
                        "Start the server, or correct SPRING_DATASOURCE_URL.");
    }

    @Test
    void a_database_server_whose_name_is_unknown_is_named() {
        assertThat(failure("--spring.datasource.url=jdbc:postgresql://db.invalid/simulator"))
                .containsExactly(
                        "contact-simulator did not start. The database jdbc:postgresql://db.invalid/simulator"
                                + " cannot be used: there is no host db.invalid.",
                        "Start the server, or correct SPRING_DATASOURCE_URL.");
    }

    @Test
    void a_url_that_is_none_of_postgresql_is_named_without_its_password() {
        assertThat(failure("--spring.datasource.url=postgres://me:secret@db.example/simulator"))
                .hasSize(2)
                .first()
                .isEqualTo("contact-simulator did not start. spring.datasource.url is not the JDBC URL of a PostgreSQL:"
                        + " postgres://db.example/simulator.");
    }

    @Test
    void wrong_credentials_are_named() {
        var database = TestPostgres.newDatabase();

        List<String> lines = failure(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=guess");

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("cannot be used: FATAL: password authentication failed for user");
        assertThat(lines.get(1)).contains("SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");
    }

    @Test
    void a_database_that_does_not_exist_is_named() {
        var database = TestPostgres.newDatabase();

        List<String> lines = failure(
                "--spring.datasource.url=" + database.url().replaceFirst("test_\\d+_\\d+", "missing"),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password());

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).contains("/missing cannot be used: ").contains("does not exist");
        assertThat(lines.get(1)).startsWith("Create the database");
    }

    private String data() {
        return "--simulator.data-dir=" + directory.resolve("data");
    }

    private static String cache() {
        return "--simulator.cache-dir=" + BINARIES;
    }

    private List<String> failure(String... arguments) {
        return failure(Map.of(), arguments);
    }

    /** What the program writes when it does not start. */
    private List<String> failure(Map<String, String> environment, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        if (all.stream().noneMatch(argument -> argument.startsWith("--server.port="))) all.add("--server.port=0");
        try (var program = ProgramProcess.start(directory, environment, all)) {
            Ended ended = program.awaitEnd();
            assertThat(ended.exitCode()).as("exit code").isNotZero();
            return ended.lines();
        }
    }

    /** Starts the program in a mount namespace of its own, where {@code disk} is a small disk; tells what stays half unpacked. */
    private Ended onSmallDisk(String size, String... arguments) throws IOException {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        String mount = "mount -t tmpfs -o size=" + size + " tmpfs " + disk;
        var namespace = List.of("unshare", "--map-root-user", "--mount", "sh", "-c");
        assumeTrue(canRun(namespace, mount), "this system lets nobody mount a small disk");
        var command = new ArrayList<>(namespace);
        command.addAll(List.of(mount + " && \"$@\"; code=$?; ls -A " + disk + " | grep unpacking; exit $code", "sh"));
        var all = new ArrayList<>(List.of("--server.port=0"));
        all.addAll(List.of(arguments));
        command.addAll(ProgramProcess.command(all));
        try (var program = ProgramProcess.run(directory, Map.of(), command)) {
            return program.awaitEnd();
        }
    }

    private boolean canRun(List<String> shell, String script) {
        var command = new ArrayList<>(shell);
        command.add(script);
        try (var trial = ProgramProcess.run(directory, Map.of(), command)) {
            return trial.awaitEnd().exitCode() == 0;
        } catch (UncheckedIOException noSuchProgram) {
            return false;
        }
    }

    private static int status(String url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
