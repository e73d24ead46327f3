package dev.contactsimulator.setup;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is set up, and how it is changed, on any number of nodes. Each node has a copy in memory. Whether it is the newest
 * is asked of the database whenever it is used: a small statement, and right on every node as soon as a change is answered.
 *
 * <p>After a reset of the log nothing is set up but the {@link Seed}, which is applied by the node that first looks.
 */
public final class Setup {

    /** Changes what is set up. */
    @FunctionalInterface
    public interface Change<T> {

        /** @param before what is set up until now; nobody else changes it meanwhile */
        T apply(SetupState before, SetupRows rows);
    }

    /**
     * Which state the database has.
     *
     * @param epoch of the log
     * @param seeded the epoch for which the seed was applied
     */
    private record Version(long version, int epoch, int seeded) {}

    private record Copy(Version version, SetupState state) {}

    private static final String VERSION = """
            select s.version, s.epoch as seeded, head.epoch from setup_version s, event_log_head head
            """;

    private final OwnInstance own;
    private final Seed seed;
    private final Clock clock;
    private final JdbcClient database;
    private final SetupRows rows;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private volatile @Nullable Copy copy;

    Setup(OwnInstance own, Seed seed, Clock clock, DataSource dataSource) {
        this.own = own;
        this.seed = seed;
        this.clock = clock;
        this.database = JdbcClient.create(dataSource);
        this.rows = new SetupRows(database);
        JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Applies the seed to what is set up already. */
    void start() {
        write((before, version) -> {
            seed.apply(before, rows, clock.instant());
            return "";
        });
    }

    /** What is set up at this moment. */
    public SetupState current() {
        Version newest = version();
        Copy known = copy;
        if (known != null && known.version().equals(newest)) return known.state();
        if (newest.seeded() != newest.epoch()) seedAfterReset();
        Copy read = reading.execute(transaction -> read(version()));
        if (read == null) throw new IllegalStateException("a transaction without a result");
        copy = read;
        return read.state();
    }

    /** What was set up when this node last looked. */
    public SetupState known() {
        Copy known = copy;
        return known == null ? current() : known.state();
    }

    /** Changes what is set up, in one transaction. If {@code change} throws, nothing has changed. */
    public <T> T change(Change<T> change) {
        return write((before, version) -> {
            if (version.seeded() == version.epoch()) return change.apply(before, rows);
            seed.apply(before, rows, clock.instant());
            return change.apply(rows.read(own), rows);
        });
    }

    /** The content of a flow of the current state. */
    public String flowContent(UUID flowId) {
        if (flowId.equals(own.flowId())) return OwnInstance.DEFAULT_FLOW;
        return rows.flowContent(flowId).orElse("");
    }

    private void seedAfterReset() {
        write((before, version) -> {
            if (version.seeded() != version.epoch()) seed.apply(before, rows, clock.instant());
            return "";
        });
    }

    private interface Work<T> {
        T run(SetupState before, Version version);
    }

    /** The lock of the tables comes first: a reset takes it, too, and must not come between two of the statements. */
    private <T> T write(Work<T> work) {
        T result = writing.execute(transaction -> {
            database.sql("lock table " + String.join(", ", SetupRows.TABLES) + " in row exclusive mode")
                    .update();
            database.sql("select from setup_version for update").query().listOfRows();
            Version version = version();
            Copy known = copy;
            SetupState before = known != null && known.version().equals(version) ? known.state() : rows.read(own);
            T done = work.run(before, version);
            database.sql("update setup_version set version = version + 1, epoch = ?")
                    .param(version.epoch())
                    .update();
            return done;
        });
        if (result == null) throw new IllegalStateException("a transaction without a result");
        return result;
    }

    private Copy read(Version version) {
        return new Copy(version, rows.read(own));
    }

    private Version version() {
        return database.sql(VERSION)
                .query((row, n) -> new Version(row.getLong("version"), row.getInt("epoch"), row.getInt("seeded")))
                .single();
    }

    /** The tables that a reset empties. */
    public List<String> tables() {
        return SetupRows.TABLES;
    }
}
