package dev.contactsimulator.crash;

import static org.awaitility.Awaitility.await;

import dev.contactsimulator.support.TestPostgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The database under the nodes: one server, reached through a proxy, or a primary with a standby. */
final class PostgresServers implements AutoCloseable {

    /** How the standby follows. */
    enum Replication {
        NONE,
        SYNCHRONOUS,
        ASYNCHRONOUS
    }

    private static final String REPLICATING = """
            wal_level = replica
            max_wal_senders = 10
            wal_keep_size = 1GB
            hot_standby = on
            """;

    /** What a node waits for at most, so that a lost primary is noticed and the other server is asked in time. */
    private static final String TUNED = "connectTimeout=1&loginTimeout=2&socketTimeout=5&tcpKeepAlive=true";

    private final Replication replication;
    private final AtomicInteger databases = new AtomicInteger();
    private final DroppingProxy proxy;
    private PostgresServer primary;
    private @Nullable PostgresServer standby;

    private PostgresServers(Path directory, Replication replication) throws IOException, SQLException {
        this.replication = replication;
        this.primary = PostgresServer.create(
                directory.resolve("server-0"), replication == Replication.NONE ? "" : REPLICATING);
        this.proxy = new DroppingProxy(primary.port());
        if (replication != Replication.NONE) follow(directory.resolve("server-1"), Ports.free());
    }

    static PostgresServers start(Path directory, Replication replication) throws IOException, SQLException {
        return new PostgresServers(directory, replication);
    }

    boolean mayLoseEvents() {
        return replication == Replication.ASYNCHRONOUS;
    }

    PostgresServer primary() {
        return primary;
    }

    DroppingProxy proxy() {
        return proxy;
    }

    /** Makes a new, empty database. */
    String newDatabase() throws SQLException {
        String name = "crash_" + databases.incrementAndGet();
        primary.execute("create database " + name);
        return name;
    }

    /** A database as the harness reaches it. */
    Database direct(String name) {
        return standby == null ? primary.database(name) : replicated(name, "socketTimeout=60");
    }

    /** A database as the nodes reach it. */
    Database forNodes(String name) {
        return standby == null ? primary.databaseAt("127.0.0.1:" + proxy.port(), name, "") : replicated(name, TUNED);
    }

    private Database replicated(String name, String parameters) {
        String hosts = List.of(primary.port(), standby().port()).stream()
                .sorted()
                .map(port -> "127.0.0.1:" + port)
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        return primary.databaseAt(hosts, name, parameters + "&targetServerType=primary&hostRecheckSeconds=0");
    }

    private PostgresServer standby() {
        if (standby == null) throw new IllegalStateException("There is no standby");
        return standby;
    }

    private void follow(Path directory, int port) throws IOException, SQLException {
        standby = primary.standby(directory, port);
        awaitStreaming();
        if (replication != Replication.SYNCHRONOUS) return;
        primary.execute("alter system set synchronous_standby_names = 'standby'");
        primary.execute("select pg_reload_conf()");
        await("the synchronous standby").until(() -> replicates("sync_state = 'sync'"));
    }

    private void awaitStreaming() {
        await("the standby").atMost(Duration.ofSeconds(30)).until(() -> replicates("state = 'streaming'"));
    }

    private boolean replicates(String condition) throws SQLException {
        try (var connection = primary.database("postgres").connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from pg_stat_replication where " + condition)) {
            row.next();
            return row.getInt(1) == 1;
        }
    }

    /** Promotes the standby. The lost primary must not serve any more; nor does it come back but as a new standby. */
    void promote() throws SQLException {
        PostgresServer lost = primary;
        standby().execute("select pg_promote(true, 30)");
        primary = standby();
        standby = lost;
    }

    /** After a fail-over: the lost server, which is ended if it still stands still, becomes the standby. */
    void replaceLost() throws IOException, SQLException {
        PostgresServer lost = standby();
        lost.close();
        follow(lost.directory(), lost.port());
    }

    /** A synchronous primary waits for it until it is back. */
    void killStandby() {
        standby().kill();
    }

    void startStandby() {
        standby().start();
        awaitStreaming();
    }

    void awaitReady() {
        primary.awaitReady();
    }

    @Override
    public void close() {
        proxy.close();
        if (standby != null) standby.close();
        primary.close();
    }
}
