package dev.contactsimulator.view;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Connections that nothing but searches uses, few of them: searches keep processors busy, and many at once would make
 * commands wait. A search takes its turn.
 */
public final class SearchConnections implements AutoCloseable {

    /**
     * The queries are written for certain indexes, which bound their time whatever is looked for. The planner would choose
     * by statistics, which may be old, a scan that is fast on average.
     */
    private static final String SESSION = """
            set enable_seqscan = off;
            set enable_bitmapscan = off;
            set max_parallel_workers_per_gather = 0;
            set jit = off;
            set plan_cache_mode = force_custom_plan;
            set default_transaction_read_only = on;
            set statement_timeout = '5s'
            """;

    /** How long a connection of a server that says nothing any more may keep a search from the next. */
    private static final Duration MAX_VALIDATION = Duration.ofSeconds(1);

    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
    private final Semaphore turns;
    private final Duration maxWait;

    /**
     * @param searches how many run at once
     * @param maxWait how long another one waits for its turn
     */
    public SearchConnections(JdbcConnectionDetails database, int searches, Duration maxWait) {
        this.turns = new Semaphore(searches, true);
        this.maxWait = maxWait;
        pool.setPoolName("searches");
        pool.setJdbcUrl(database.getJdbcUrl());
        pool.setUsername(database.getUsername());
        pool.setPassword(database.getPassword());
        pool.setMaximumPoolSize(searches);
        pool.setConnectionTimeout(Math.max(250, maxWait.toMillis()));
        pool.setValidationTimeout(MAX_VALIDATION.toMillis());
        pool.setConnectionInitSql(SESSION);
        pool.addDataSourceProperty("socketTimeout", "10");
    }

    /** @throws SearchesBusy if there is no turn for it in time */
    <T> T use(Function<JdbcTemplate, T> search) {
        acquire();
        try {
            return search.apply(jdbc);
        } finally {
            turns.release();
        }
    }

    private void acquire() {
        try {
            if (!turns.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) throw new SearchesBusy(maxWait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SearchesBusy(maxWait);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
