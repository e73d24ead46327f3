package dev.contactsimulator.crash;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.awaitility.Awaitility.await;

import dev.contactsimulator.database.EmbeddedPostgres;
import dev.contactsimulator.support.TestPostgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL in processes of its own: the programs, the cluster and the settings are those of the simulator's embedded
 * server, but nothing watches over this one.
 */
final class PostgresServer implements AutoCloseable {

    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final Path directory;
    private final Path programs;
    private final int port;
    private final String username;
    private final String password;
    private ProcessTree process;

    private PostgresServer(Path directory, int port, Path programs, String username, String password) {
        this.directory = directory;
        this.port = port;
        this.programs = programs;
        this.username = username;
        this.password = password;
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** A new cluster in an empty directory. @param settings lines of postgresql.conf, after those of the embedded server */
    static PostgresServer create(Path directory, String settings) throws IOException {
        Path cache = Path.of("target", "postgres-binaries").toAbsolutePath();
        String username;
        String password;
        try (EmbeddedPostgres embedded = EmbeddedPostgres.start(directory, cache)) {
            username = embedded.username();
            password = embedded.password();
        }
        try (var unpacked = Files.list(cache)) {
            Path programs = unpacked.filter(
                            path -> path.getFileName().toString().startsWith("postgres-"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(directory.resolve("postgres/postgresql.conf"), settings, APPEND);
            PostgresServer server = new PostgresServer(directory, Ports.free(), programs, username, password);
            server.awaitReady();
            server.requireDurable();
            return server;
        }
    }

    /**
     * A standby of this server, from a base backup that is made through SQL, since the embedded programs lack
     * pg_basebackup. It is started, and asks this server for what came since.
     *
     * @param target its directory; what is there is deleted
     * @param standbyPort where it listens
     * @param primaryPort where it reaches this server
     */
    PostgresServer standby(Path target, int standbyPort, int primaryPort) throws IOException, SQLException {
        Path from = directory.resolve("postgres");
        Path to = target.resolve("postgres");
        FileSystemUtils.deleteRecursively(to);
        Files.createDirectories(target);
        Files.createDirectory(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (Connection connection = database("postgres").connect();
                var statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('standby', true)");
            copy(from, to);
            try (var row = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                row.next();
                Files.writeString(to.resolve("backup_label"), row.getString(1));
            }
        }
        Files.writeString(to.resolve("postgresql.conf"), """
                synchronous_standby_names = ''
                primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=standby'
                """.formatted(primaryPort, username, password), APPEND);
        Files.writeString(to.resolve("postgresql.auto.conf"), "");
        Files.createFile(to.resolve("standby.signal"));
        return new PostgresServer(target, standbyPort, programs, username, password);
    }

    /** Files may come and go: what they lack is in the write-ahead log, which is sent. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path copy = to.resolve(from.relativize(directory));
                if (!Files.exists(copy)) Files.createDirectory(copy);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = from.relativize(file);
                boolean own = relative.startsWith("pg_wal") || relative.startsWith("postmaster.pid");
                if (!own) {
                    try {
                        Files.copy(file, to.resolve(relative));
                    } catch (NoSuchFileException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    Path directory() {
        return directory;
    }

    int port() {
        return port;
    }

    /** One of its databases, through its own port. */
    Database database(String name) {
        return databaseAt("127.0.0.1:" + port, name, "connectTimeout=5&socketTimeout=60");
    }

    /** One of its databases, through something else that listens. */
    Database databaseAt(String hosts, String name, String parameters) {
        return new Database("jdbc:postgresql://" + hosts + "/" + name + "?" + parameters, username, password);
    }

    void execute(String sql) throws SQLException {
        try (var connection = database("postgres").connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void requireDurable() {
        try (var connection = database("postgres").connect();
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
        try (var connection = database("postgres").connect()) {
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
        try (var connection = database("postgres").connect();
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
