package dev.contactsimulator.support;

import dev.contactsimulator.database.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL for the tests of one JVM: the one that TEST_POSTGRES_URL, _USERNAME and _PASSWORD name (a superuser;
 * the path of the URL is the database to connect to first), else one in a container where a Docker engine is reachable, else
 * embedded. The log says which. Each caller gets a database of its own.
 */
public final class TestPostgres {

    private static final Logger log = LoggerFactory.getLogger(TestPostgres.class);
    private static final AtomicInteger databases = new AtomicInteger();

    /** Where a database is, as JDBC wants it. */
    public record Database(String url, String username, String password) {

        public Connection connect() throws SQLException {
            return DriverManager.getConnection(url, username, password);
        }
    }

    /** Makes a new, empty database. */
    public static Database newDatabase() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + databases.incrementAndGet();
        Database server = Server.DATABASE;
        try (Connection connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Database(
                server.url().replaceFirst("/[a-z]+(\\?|$)", "/" + name + "$1"), server.username(), server.password());
    }

    private static final class Server {

        static final Database DATABASE = start();

        private static Database start() {
            String url = System.getenv("TEST_POSTGRES_URL");
            if (url != null) {
                log.info("tests use postgres=external url={}", url);
                return new Database(
                        url, System.getenv("TEST_POSTGRES_USERNAME"), System.getenv("TEST_POSTGRES_PASSWORD"));
            }
            try {
                if (DockerClientFactory.instance().isDockerAvailable()) return container();
            } catch (RuntimeException useless) {
                log.warn("event=docker-runs-no-postgres reason=\"{}\"", useless.getMessage());
            }
            return embedded();
        }

        private static Database container() {
            @SuppressWarnings("resource") // lives as long as the JVM
            PostgreSQLContainer container = new PostgreSQLContainer("postgres:18")
                    .withDatabaseName("postgres")
                    .withCommand("postgres", "-c", "max_connections=300");
            container.start();
            Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
            log.info("tests use postgres=container url={}", container.getJdbcUrl());
            return new Database(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }

        private static Database embedded() {
            @SuppressWarnings("resource") // ends with the JVM
            EmbeddedPostgres embedded = EmbeddedPostgres.start(
                    Path.of("target/test-postgres-" + ProcessHandle.current().pid())
                            .toAbsolutePath(),
                    Path.of("target/postgres-binaries").toAbsolutePath());
            log.info("tests use postgres=embedded url={}", embedded.url());
            return new Database(embedded.url(), embedded.username(), embedded.password());
        }
    }

    private TestPostgres() {}
}
