package dev.contactsimulator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * message-db, an event store made of functions in PostgreSQL, from the npm package {@code @eventide/message-db}. It is
 * fetched when it is needed and never kept.
 */
final class MessageDb {

    static final String DATABASE = "message_store";

    /** In the order of the package's own install.sh. */
    private static final List<String> PARTS =
            List.of("roles", "schema", "extensions", "tables", "types", "functions", "indexes");

    /** @return false if there is no npm, or no package to be had */
    static boolean install(BenchmarkPostgres server, Path directory) throws IOException, InterruptedException {
        Path files = Files.createDirectories(directory.resolve("message-db"));
        if (!Files.isDirectory(files.resolve("package")) && !fetch(files)) return false;
        server.newDatabase(DATABASE);
        server.execute("postgres", "alter database " + DATABASE + " set search_path = message_store, public");
        // The functions call each other, and types come after tables that do not need them: bodies are checked at run
        // time.
        server.execute("postgres", "alter database " + DATABASE + " set check_function_bodies = off");
        for (String part : PARTS) {
            try (Stream<Path> scripts =
                    Files.list(files.resolve("package/database").resolve(part))) {
                for (Path script : scripts.sorted().toList()) server.execute(DATABASE, Files.readString(script));
            }
        }
        return true;
    }

    /** For pgbench: one message, to one of 500 streams of one category. */
    static String script(String data, String metadata) {
        return """
                \\set chat random(1, 500)
                select write_message(gen_random_uuid()::varchar, 'chat-' || :chat::text, 'MessageSent', %s::jsonb, %s::jsonb);
                """.formatted(Pgbench.literal(data), Pgbench.literal(metadata));
    }

    private static boolean fetch(Path directory) throws IOException, InterruptedException {
        try {
            return run(directory, "npm", "pack", "--silent", "@eventide/message-db@1.3.1")
                    && run(directory, "tar", "-xzf", "eventide-message-db-1.3.1.tgz");
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private static boolean run(Path directory, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }

    private MessageDb() {}
}
