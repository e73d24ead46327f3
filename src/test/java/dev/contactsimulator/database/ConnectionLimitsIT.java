package dev.contactsimulator.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactsimulator.support.RunningSimulator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConnectionLimitsIT {

    private static final List<String> LIMITS =
            List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout");

    @Test
    void every_pool_limits_statements_locks_idle_transactions_and_sockets() throws SQLException {
        Map<String, List<String>> limits = new TreeMap<>();
        for (HikariDataSource pool : RunningSimulator.shared().beans(HikariDataSource.class)) {
            limits.put(pool.getPoolName(), limits(pool));
        }

        assertThat(limits)
                .containsOnly(
                        Map.entry("queries", List.of("8s", "5s", "8s", "9000")),
                        Map.entry("commands", List.of("8s", "5s", "8s", "9000")),
                        Map.entry("followers", List.of("8s", "5s", "8s", "9000")),
                        Map.entry("maintenance", List.of("10min", "5s", "10min", "601000")));
    }

    private static List<String> limits(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> limits = new ArrayList<>();
            for (String limit : LIMITS) {
                try (ResultSet row = statement.executeQuery("show " + limit)) {
                    row.next();
                    limits.add(row.getString(1));
                }
            }
            limits.add(Integer.toString(connection.getNetworkTimeout()));
            return limits;
        }
    }
}
