package dev.contactsimulator.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** What a benchmark has to say: results on standard output, these and every single reading in a file. */
final class Report implements AutoCloseable {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path directory;
    private final PrintWriter file;

    private Report(Path directory, PrintWriter file) {
        this.directory = directory;
        this.file = file;
    }

    static Report open(Path directory, String name) {
        try {
            Files.createDirectories(directory);
            Path path = directory.resolve(name + "-" + STAMP.format(LocalDateTime.now()) + ".md");
            return new Report(directory, new PrintWriter(Files.newBufferedWriter(path), true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a benchmark may leave files. */
    Path directory() {
        return directory;
    }

    void line(String text) {
        System.out.println(text);
        file.println(text);
    }

    /** A single reading, of which a result is made. */
    void raw(String text) {
        System.err.println("  " + text);
        file.println("    " + text);
    }

    void table(Table table) {
        line("");
        line(table.toString());
    }

    @Override
    public void close() {
        file.close();
    }
}
