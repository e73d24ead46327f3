package dev.contactsimulator.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Describes, without a stack trace, what a user can do when the database is not available. */
final class DatabaseFailures implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String action = switch (cause) {
                case DataDirectoryInUse inUse ->
                    "Stop that process, or name another directory: simulator.data-dir (SIMULATOR_DATA_DIR).";
                case NoEmbeddedPostgres none ->
                    "Build the program on this platform, or name a PostgreSQL: SPRING_DATASOURCE_URL,"
                            + " SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD.";
                case PostgresTooOld old -> "Name a newer server: SPRING_DATASOURCE_URL.";
                default -> null;
            };
            if (action != null) {
                return new FailureAnalysis(cause.getMessage(), action, cause);
            }
        }
        return null;
    }
}
