package dev.contactsimulator.crash;

import static org.awaitility.Awaitility.await;

import dev.contactsimulator.database.EmbeddedPostgres;
import dev.contactsimulator.support.TestPostgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * PostgreSQL in processes of its own: the programs, the cluster and the settings are those of the simulator's embedded
 * server, but nothing watches over this one.
 */
final class PostgresServer implements AutoCloseable {

    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final Path directory;
    private final Path programs;
    private final int port = Ports.free();
    private final Database database;
    private final AtomicInteger databases = new AtomicInteger();
    private ProcessTree process;

    private PostgresServer(Path directory, Path programs, String username, String password) {
        this.directory = directory;
        this.programs = programs;
        this.database = new Database(url("postgres"), username, password);
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** A new cluster in an empty directory. */
    static PostgresServer create(Path directory) throws IOException {
        Path cache = directory.resolve("programs");
        String username;
        String password;
        try (EmbeddedPostgres embedded = EmbeddedPostgres.start(directory.resolve("server"), cache)) {
            username = embedded.username();
            password = embedded.password();
        }
        try (var unpacked = Files.list(cache)) {
            Path programs = unpacked.findFirst().orElseThrow();
            PostgresServer server = new PostgresServer(directory.resolve("server"), programs, username, password);
            server.awaitReady();
            server.requireDurable();
            return server;
        }
    }

    private String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?connectTimeout=5&socketTimeout=60";
    }

    /** Makes a new, empty database. */
    Database newDatabase() throws SQLException {
        String name = "crash_" + databases.incrementAndGet();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return new Database(url(name), database.username(), database.password());
    }

    private void requireDurable() {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (String setting : DURABLE) {
                try (var row = statement.executeQuery("show " + setting)) {
                    row.next();
                    if (!row.getString(1).equals("on")) throw new IllegalStateException(setting + " is off");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProcessTree launch() {
        List<String> command = new ArrayList<>();
        // PostgreSQL refuses to run as root; in a user namespace root is nobody, and its files stay its own.
        if (System.getProperty("user.name").equals("root")) command.addAll(List.of("unshare", "--user"));
        command.addAll(List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                directory.resolve("postgres").toString(),
                "-p",
                Integer.toString(port)));
        try {
            return new ProcessTree(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("crash.log").toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After it was killed. */
    void start() {
        process = launch();
    }

    /** Returns when it serves. */
    void awaitReady() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(this::acceptsConnections);
    }

    private boolean acceptsConnections() {
        if (!process.isAlive()) throw new IllegalStateException("PostgreSQL ended by itself, see " + directory);
        try (var connection = database.connect()) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** {@code kill -9} */
    void kill() {
        process.kill();
    }

    /** {@code kill -9} of one process that serves a client: the server then throws out everybody and recovers. */
    void killBackend() {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select pid from pg_stat_activity
                        where backend_type = 'client backend' and pid <> pg_backend_pid()
                        order by (state = 'active') desc, random() limit 1
                        """)) {
            if (row.next()) ProcessTree.kill(row.getLong(1));
        } catch (SQLException alreadyGone) {
            // Somebody else has brought it down, which is as good.
        }
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
