package dev.contactsimulator.attachment;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A file between its sender and the database: on disk, so that neither memory nor a transaction waits for the sender. A
 * POSIX system removes its name at once, so it does not even survive a crash.
 */
final class ReceivedFile implements AutoCloseable {

    private final FileChannel channel;

    private ReceivedFile(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws RuntimeException of the stream, and nothing is left of the file */
    static ReceivedFile receive(InputStream content) throws IOException {
        Path path = Path.of(System.getProperty("java.io.tmpdir"), "contact-simulator-" + UUID.randomUUID());
        ReceivedFile file = new ReceivedFile(FileChannel.open(path, CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE));
        try {
            OutputStream out = Channels.newOutputStream(file.channel);
            content.transferTo(out);
            return file;
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    long length() throws IOException {
        return channel.size();
    }

    /** From its beginning; closed with the file. */
    InputStream content() throws IOException {
        return Channels.newInputStream(channel.position(0));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
