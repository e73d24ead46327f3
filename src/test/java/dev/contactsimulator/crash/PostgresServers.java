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

    /**
     * The hosts are asked in any order, since one that is paused accepts connections and says nothing; and again after a
     * second, since the standby is soon another.
     */
    private static final String PRIMARY_OF_TWO =
            "targetServerType=primary&loadBalanceHosts=true&hostRecheckSeconds=1&connectTimeout=1&sslResponseTimeout=1000"
                    + "&socketTimeout=";

    /** How long a node waits for a response, in seconds, before it asks the other server. */
    private static final int NODE_TIMEOUT = 3;

    private static final int HARNESS_TIMEOUT = 20;

    private Replication replication;
    private final AtomicInteger databases = new AtomicInteger();
    private final DroppingProxy proxy;
    private PostgresServer primary;

    /** Between the standby and the primary. */
    private DroppingProxy link;

    private @Nullable PostgresServer standby;
    private boolean standbyIsLost;

    private PostgresServers(Path directory, Replication replication) throws IOException, SQLException {
        this.replication = replication;
        this.primary = PostgresServer.create(
                directory.resolve("server-0"), replication == Replication.NONE ? "" : REPLICATING);
        this.proxy = new DroppingProxy(primary.port());
        this.link = new DroppingProxy(primary.port());
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
        return standby == null ? primary.database(name) : replicated(name, HARNESS_TIMEOUT);
    }

    /** A database as the nodes reach it. */
    Database forNodes(String name) {
        return standby == null
                ? primary.databaseAt("127.0.0.1:" + proxy.port(), name, "")
                : replicated(name, NODE_TIMEOUT);
    }

    private Database replicated(String name, int timeoutSeconds) {
        String hosts = List.of(primary.port(), standby().port()).stream()
                .sorted()
                .map(port -> "127.0.0.1:" + port)
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        return primary.databaseAt(hosts, name, PRIMARY_OF_TWO + timeoutSeconds);
    }

    private PostgresServer standby() {
        if (standby == null) throw new IllegalStateException("There is no standby");
        return standby;
    }

    private void follow(Path directory, int port) throws IOException, SQLException {
        link.close();
        link = new DroppingProxy(primary.port());
        standby = primary.standby(directory, port, link.port());
        awaitStreaming();
        applyReplication();
    }

    /** Changes how the standby follows from now on. */
    void replicate(Replication mode) throws SQLException {
        replication = mode;
        if (!standbyIsLost) applyReplication();
    }

    /** Says whether the primary waits for the standby. */
    private void applyReplication() throws SQLException {
        boolean waits = replication == Replication.SYNCHRONOUS;
        primary.execute("alter system set synchronous_standby_names = '" + (waits ? "standby" : "") + "'");
        primary.execute("select pg_reload_conf()");
        String state = waits ? "sync" : "async";
        await("the standby is " + state).until(() -> replicates("sync_state = '" + state + "'"));
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

    /** From now on the standby hears nothing more of the primary: what comes is lost with it. */
    void cutReplication() {
        link.dropAll();
    }

    /** Promotes the standby. The lost primary must not serve any more; nor does it come back but as a new standby. */
    void promote() throws SQLException {
        PostgresServer lost = primary;
        standby().execute("select pg_promote(true, 30)");
        primary = standby();
        standby = lost;
        standbyIsLost = true;
    }

    /** After a fail-over: the lost server may still stand still, with connections to it. */
    void endLost() {
        standby().close();
    }

    /** Makes the server that was lost the standby. */
    void replaceLost() throws IOException, SQLException {
        if (!standbyIsLost) return;
        follow(standby().directory(), standby().port());
        standbyIsLost = false;
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
        link.close();
        if (standby != null) standby.close();
        primary.close();
    }
}
