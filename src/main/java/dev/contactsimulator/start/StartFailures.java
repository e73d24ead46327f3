package dev.contactsimulator.start;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;

/** What a user can do about settings and ports that make a start fail. */
@Order(1)
final class StartFailures implements FailureAnalyzer {

    private static final String OTHER_PORT =
            "Stop the program that has the port, or name another one: --server.port=8081 (SERVER_PORT).";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return switch (failure) {
            case UnknownSetting unknown ->
                new FailureAnalysis(message(unknown), "Did you mean " + unknown.nearest() + "?", unknown);
            case PortUnavailable unavailable -> new FailureAnalysis(message(unavailable), OTHER_PORT, unavailable);
            case ConfigurationPropertiesBindException unbound -> analyzeValue(unbound);
            case IllegalArgumentException wrong
            when message(wrong).startsWith("simulator.") ->
                new FailureAnalysis(message(wrong) + ".", "Correct this setting.", wrong);
            default -> failure.getCause() == null ? null : analyze(failure.getCause());
        };
    }

    /** The settings' own records say what is wrong with a value; for others Spring Boot does. */
    private static @Nullable FailureAnalysis analyzeValue(ConfigurationPropertiesBindException unbound) {
        Throwable reason = NestedExceptionUtils.getMostSpecificCause(unbound);
        return reason instanceof IllegalArgumentException && message(reason).startsWith("simulator.")
                ? new FailureAnalysis(message(reason) + ".", "Correct this setting.", reason)
                : null;
    }

    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
