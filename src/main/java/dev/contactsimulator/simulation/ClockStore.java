package dev.contactsimulator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The setting of the clock in the database, which all nodes share. Each node reads it every 100 ms; so a change by
 * another node is known within that time, if the database responds.
 */
public final class ClockStore implements AutoCloseable {

    static final String TABLE = "simulated_clock";

    private static final Logger log = LoggerFactory.getLogger(ClockStore.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private static final String READ = """
            select head.epoch, clock.version, clock.time, clock.since, clock.scale
            from event_log_head head left join simulated_clock clock on true
            """;

    private static final String WRITE = """
            insert into simulated_clock (version, time, since, scale) values (?, ?, ?, ?)
            on conflict (only_row) do update set
                version = excluded.version, time = excluded.time, since = excluded.since, scale = excluded.scale
            """;

    private final SimulatedClock clock;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private @Nullable Thread thread;
    private boolean failing;

    ClockStore(SimulatedClock clock, DataSource dataSource) {
        this.clock = clock;
        this.database = JdbcClient.create(dataSource);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    void start() {
        thread = Thread.ofVirtual().name("clock").start(this::follow);
    }

    /** Gives the clock the setting of the database, also if that has gone back, as after a reset of the log. */
    void readAgain() {
        clock.replace(read(database));
    }

    /**
     * Changes the setting. This node has the change when this returns.
     *
     * @param change from the setting that the database has
     * @throws ClockSetBack if the clock would go back although there are events
     */
    void change(UnaryOperator<ClockSetting> change) {
        StoredClock changed = transactions.execute(transaction -> {
            // excludes a reset, which would set the clock to real time between two statements
            database.sql("lock table simulated_clock in exclusive mode").update();
            StoredClock before = read(database);
            Instant real = clock.realTime();
            ClockSetting after = change.apply(before.setting());
            if (after.at(real).isBefore(before.setting().at(real))) requireEmptyLog();
            StoredClock next = before.followedBy(after);
            write(next);
            return next;
        });
        if (changed != null) clock.accept(changed);
    }

    /** Nothing is appended until the transaction ends. */
    private void requireEmptyLog() {
        long position = database.sql("select position from event_log_head for update")
                .query(Long.class)
                .single();
        if (position > 0) throw new ClockSetBack();
    }

    static StoredClock read(JdbcClient database) {
        return database.sql(READ)
                .query((row, n) -> {
                    long version = row.getLong("version");
                    ClockSetting setting = row.wasNull()
                            ? ClockSetting.REAL
                            : new ClockSetting(
                                    row.getObject("time", OffsetDateTime.class).toInstant(),
                                    row.getObject("since", OffsetDateTime.class).toInstant(),
                                    row.getDouble("scale"));
                    return new StoredClock(row.getInt("epoch"), version, setting);
                })
                .single();
    }

    private void write(StoredClock stored) {
        database.sql(WRITE)
                .param(stored.version())
                .param(stored.setting().time().atOffset(ZoneOffset.UTC))
                .param(stored.setting().since().atOffset(ZoneOffset.UTC))
                .param(stored.setting().scale())
                .update();
    }

    private void follow() {
        while (true) {
            try {
                Thread.sleep(LOOK_EVERY);
                clock.accept(read(database));
                failing = false;
            } catch (InterruptedException stop) {
                return;
            } catch (DataAccessException | TransactionException failure) {
                if (Thread.currentThread().isInterrupted()) return;
                // The first failure of several is enough for the log.
                if (!failing) log.warn("event=clock-not-read reason=\"{}\"", failure.getMessage());
                failing = true;
            }
        }
    }

    @Override
    public void close() {
        if (thread != null) thread.interrupt();
    }
}
