package dev.contactsimulator.bench;

import dev.contactsimulator.TestPostgres.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** One PostgreSQL server for all that is compared, on disk, durable, otherwise as PostgreSQL comes. */
final class BenchmarkPostgres implements AutoCloseable {

    private final EmbeddedPostgres server;

    private BenchmarkPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static BenchmarkPostgres start(Path directory) throws IOException {
        return new BenchmarkPostgres(EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgres"))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "400")
                .start());
    }

    int port() {
        return server.getPort();
    }

    String version() {
        return text("show server_version");
    }

    /** A new, empty database. */
    Database database(String name) {
        execute("postgres", "create database " + name);
        return database(name, "postgres");
    }

    private Database database(String name, String user) {
        return new Database("jdbc:postgresql://localhost:" + server.getPort() + "/" + name, user, "postgres");
    }

    void execute(String database, String sql) {
        try (Connection connection = database(database, "postgres").connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String text(String query) {
        try (Connection connection = database("postgres", "postgres").connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
