package dev.contactsimulator.setup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.annotation.Order;

/** What a user can do about a seed that makes a start fail. */
@Order(1)
final class SeedFailures implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidSeed invalid) {
                return new FailureAnalysis(String.valueOf(invalid.getMessage()), invalid.action(), invalid);
            }
        }
        return null;
    }
}
