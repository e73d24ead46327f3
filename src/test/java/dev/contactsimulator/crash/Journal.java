package dev.contactsimulator.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What one client meant to do and what came of it: each entry is on disk before the client goes on. */
final class Journal implements AutoCloseable {

    private final FileChannel file;

    Journal(Path path) throws IOException {
        this.file = FileChannel.open(path, CREATE_NEW, WRITE);
    }

    synchronized void write(JournalEntry entry) {
        ByteBuffer line = ByteBuffer.wrap(entry.line().getBytes(UTF_8));
        try {
            while (line.hasRemaining()) file.write(line);
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JournalEntry> read(Path path) throws IOException {
        try (var lines = Files.lines(path)) {
            return lines.map(JournalEntry::parse).toList();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
