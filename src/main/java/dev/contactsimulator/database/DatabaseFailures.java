package dev.contactsimulator.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.annotation.Order;

/** Describes, without a stack trace, what a user can do when the database is not available. */
@Order(2)
final class DatabaseFailures implements FailureAnalyzer {

    private static final String OTHER_DIRECTORIES = "simulator.data-dir (SIMULATOR_DATA_DIR) for the data,"
            + " simulator.cache-dir (SIMULATOR_CACHE_DIR) for the programs of PostgreSQL.";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return Stream.of(
                        causes(failure).map(DatabaseFailures::analyzeReason),
                        causes(failure).map(DatabaseFailures::analyzeServer))
                .flatMap(Function.identity())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static @Nullable FailureAnalysis analyzeReason(Throwable cause) {
        return switch (cause) {
            case DataDirectoryInUse inUse ->
                analysis(
                        inUse,
                        "Stop that process, or name another directory: simulator.data-dir (SIMULATOR_DATA_DIR).");
            case NoEmbeddedPostgres none ->
                analysis(
                        none,
                        "Build the program on this platform, or name a PostgreSQL: SPRING_DATASOURCE_URL,"
                                + " SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD.");
            case PostgresTooOld old -> analysis(old, "Name a newer server: SPRING_DATASOURCE_URL.");
            case ExternalPostgresUnusable unusable -> analysis(unusable, unusable.action());
            case SQLException full
            when "53100".equals(full.getSQLState()) ->
                new FailureAnalysis("The disk of the database is full.", "Free some space there.", full);
            case IOException full
            when String.valueOf(full.getMessage()).contains("No space left on device") ->
                new FailureAnalysis(
                        "The disk is full" + at(full) + ".",
                        "Free some space, or name directories on another disk: " + OTHER_DIRECTORIES,
                        full);
            case FileSystemException refused ->
                new FailureAnalysis(
                        refused.getFile() + " cannot be written: " + reason(refused) + ".",
                        "Make it writable for this user, or name other directories: " + OTHER_DIRECTORIES,
                        refused);
            default -> null;
        };
    }

    private static FailureAnalysis analysis(Throwable cause, String action) {
        return new FailureAnalysis(cause.getMessage(), action, cause);
    }

    private static String at(IOException full) {
        return full instanceof FileSystemException file && file.getFile() != null ? ": " + file.getFile() : "";
    }

    private static String reason(FileSystemException refused) {
        return refused.getReason() != null
                ? refused.getReason()
                : switch (refused) {
                    case AccessDeniedException _ -> "permission denied";
                    case FileAlreadyExistsException _ -> "it is not a directory";
                    default -> refused.getClass().getSimpleName();
                };
    }

    /** When nothing in the failure of the embedded server says more. */
    private static @Nullable FailureAnalysis analyzeServer(Throwable cause) {
        return cause instanceof EmbeddedPostgresFailed failed
                ? analysis(
                        failed,
                        "See postgres.log there, or name another directory: simulator.data-dir (SIMULATOR_DATA_DIR).")
                : null;
    }
}
