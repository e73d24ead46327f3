package dev.contactsimulator.crash;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own in memory, which can be filled. Only root can make one. */
record SmallFileSystem(Path path) implements AutoCloseable {

    private static final String BALLAST = "ballast";

    /** Skips the test that asks for it where nothing can be mounted. @param size like {@code 256m} */
    static SmallFileSystem mount(Path directory, String size) throws IOException, InterruptedException {
        Path path = Files.createDirectory(directory.resolve("small"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
        assumeTrue(mounted, "This test needs a small file system, and only root can mount one.");
        return new SmallFileSystem(path);
    }

    /** Leaves no byte. */
    void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream ballast = Files.newOutputStream(path.resolve(BALLAST))) {
            while (path.toFile().getUsableSpace() > 0) ballast.write(block);
        } catch (IOException full) {
            if (path.toFile().getUsableSpace() > 0) throw full;
        }
    }

    void free() throws IOException {
        Files.delete(path.resolve(BALLAST));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "--lazy", path.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
