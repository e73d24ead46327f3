package dev.contactsimulator.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One program's claim to a data directory. The operating system drops it with the process, however that ends, so it
 * never has to be cleared by hand.
 */
final class DirectoryLock implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final String OWNER = "pid";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws DataDirectoryInUse when another program, or another server of this one, has the directory */
    static DirectoryLock acquire(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(directory.resolve(LOCK), CREATE, WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new DataDirectoryInUse(directory, owner(directory));
        }
        // In a file of its own: on Windows a locked file cannot be read.
        Files.writeString(directory.resolve(OWNER), ProcessHandle.current().pid() + "\n");
        return new DirectoryLock(channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException thisProgramHasIt) {
            return false;
        }
    }

    private static String owner(Path directory) throws IOException {
        Path file = directory.resolve(OWNER);
        return Files.exists(file) ? Files.readString(file).strip() : "unknown";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
