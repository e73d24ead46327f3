package dev.contactsimulator.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL, run by this program for itself, reachable from this machine only and with a password.
 *
 * <p>Its directory holds everything: {@code postgres} (the cluster), {@code password}, {@code postgres.log}, {@code lock}.
 * One program at a time may use a directory. The server ends with the program, also when that is killed, and is started
 * again when it ends before.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private static final String USERNAME = "simulator";

    /**
     * Written at each start, so that every directory gets the settings of the program that runs. Durability is as
     * PostgreSQL ships it. The rest spares memory and background work that one client on one machine has no use for:
     * no replication, no parallel or asynchronous readers, few checkpoints.
     */
    private static final String SETTINGS = """
            listen_addresses = '127.0.0.1'
            port = %d
            unix_socket_directories = ''
            max_connections = 200

            fsync = on
            synchronous_commit = on
            full_page_writes = on

            shared_buffers = 64MB
            max_wal_size = 2GB
            checkpoint_timeout = 15min
            wal_level = minimal
            max_wal_senders = 0
            max_logical_replication_workers = 0
            io_method = sync
            jit = off

            timezone = 'UTC'
            log_timezone = 'UTC'
            log_checkpoints = off
            """;

    private final Path directory;
    private final int port;
    private final String password;
    private final DirectoryLock lock;
    private final SupervisedServer server;

    private EmbeddedPostgres(Path directory, int port, String password, DirectoryLock lock, SupervisedServer server) {
        this.directory = directory;
        this.port = port;
        this.password = password;
        this.lock = lock;
        this.server = server;
    }

    /**
     * Starts a server on a directory, which is made when missing, and returns when it can be connected to. Takes a few
     * seconds for the first directory on a machine, half a second for a new one, a tenth for one that has been in use.
     *
     * @param directory the data
     * @param cache where the server's programs are unpacked
     * @throws DataDirectoryInUse when another program has the directory
     */
    public static EmbeddedPostgres start(Path directory, Path cache) {
        try {
            createPrivate(directory);
            DirectoryLock lock = DirectoryLock.acquire(directory);
            try {
                return start(directory, PostgresBinaries.in(cache), lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresFailed(directory, e);
        }
    }

    private static EmbeddedPostgres start(Path directory, Path binaries, DirectoryLock lock) throws IOException {
        long begin = System.nanoTime();
        var programs = new ServerPrograms(binaries);
        Path cluster = directory.resolve("postgres");
        Path password = directory.resolve("password");
        boolean existed = Files.exists(cluster);
        if (existed) {
            new StaleServer(cluster, programs).remove();
        } else {
            create(cluster, password, programs);
        }
        int port = freePort();
        Files.writeString(cluster.resolve("postgresql.conf"), SETTINGS.formatted(port));
        var server = SupervisedServer.start(programs, cluster, directory.resolve("postgres.log"));
        log.debug(
                "event=embedded-postgres-started directory={} port={} existed={} millis={}",
                directory,
                port,
                existed,
                Duration.ofNanos(System.nanoTime() - begin).toMillis());
        return new EmbeddedPostgres(directory, port, Files.readString(password).strip(), lock, server);
    }

    /** A cluster appears whole or not at all: an interrupted beginning stays under another name and is thrown away. */
    private static void create(Path cluster, Path password, ServerPrograms programs) throws IOException {
        Path beginning = cluster.resolveSibling("postgres.new");
        PostgresBinaries.delete(beginning);
        writePrivate(password, randomPassword() + "\n");
        programs.run(
                "initdb",
                "--pgdata=" + beginning,
                "--username=" + USERNAME,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions");
        Files.move(beginning, cluster);
    }

    private static void createPrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Files.createDirectories(directory);
        if (isPosix(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** The directory may have existed before and be open to others, so the file itself is not. */
    private static void writePrivate(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        if (isPosix(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, content);
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String randomPassword() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String username() {
        return USERNAME;
    }

    public String password() {
        return password;
    }

    public DataLocation location() {
        return new DataLocation(url(), Optional.of(directory));
    }

    /** Stops the server after its running statements, and gives the directory back. */
    @Override
    public void close() {
        try (lock) {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
