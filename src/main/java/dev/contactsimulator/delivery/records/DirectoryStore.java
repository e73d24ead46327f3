package dev.contactsimulator.delivery.records;

import dev.contactsimulator.delivery.DeliveryFailed;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/** Files below a directory. They are written aside, forced to the disk and renamed. */
public final class DirectoryStore implements FileStore {

    private static final boolean COLONS_IN_NAMES = File.separatorChar == '/';

    private final Path directory;

    public DirectoryStore(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    @Override
    public void write(String key, byte[] content) throws DeliveryFailed {
        Path file = file(key);
        try {
            Path parent = Objects.requireNonNull(file.getParent());
            Files.createDirectories(parent);
            Path aside = parent.resolve("." + UUID.randomUUID() + ".tmp");
            try {
                writeDurably(aside, content);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
            force(parent);
        } catch (IOException failure) {
            throw new DeliveryFailed(failure.getClass().getSimpleName() + " " + failure.getMessage(), failure);
        }
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) channel.write(left);
            channel.force(true);
        }
    }

    /** So that the name is on the disk as well; Windows does that by itself and opens no directories. */
    private static void force(Path parent) throws IOException {
        if (!COLONS_IN_NAMES) return;
        try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public String location(String key) {
        return file(key).toString();
    }

    /** On Windows names have no colons. */
    private Path file(String key) {
        return directory.resolve(COLONS_IN_NAMES ? key : key.replace(':', '_'));
    }
}
