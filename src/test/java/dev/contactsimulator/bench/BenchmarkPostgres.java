package dev.contactsimulator.bench;

import dev.contactsimulator.database.EmbeddedPostgres;
import dev.contactsimulator.support.TestPostgres.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** One PostgreSQL server for all that is compared: the one that the simulator brings, as the simulator sets it up. */
final class BenchmarkPostgres implements AutoCloseable {

    private final EmbeddedPostgres server;

    private BenchmarkPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static BenchmarkPostgres start(Path directory) {
        Directories.delete(directory.resolve("data"));
        return new BenchmarkPostgres(EmbeddedPostgres.start(directory.resolve("data"), directory.resolve("cache")));
    }

    String username() {
        return server.username();
    }

    String password() {
        return server.password();
    }

    int port() {
        return Integer.parseInt(server.url().replaceAll(".*:(\\d+)/.*", "$1"));
    }

    /** A new, empty database. */
    Database newDatabase(String name) {
        execute("postgres", "create database " + name);
        return database(name);
    }

    private Database database(String name) {
        return new Database(server.url().replaceFirst("/[a-z_]+$", "/" + name), server.username(), server.password());
    }

    void execute(String database, String sql) {
        try (Connection connection = database(database).connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row of a query. */
    String text(String database, String query) {
        try (Connection connection = database(database).connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
