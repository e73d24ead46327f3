package dev.contactsimulator.start;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Reports a start that failed in two lines: why, and what to do. The stack trace is logged at DEBUG. */
final class FailureLines implements FailureAnalysisReporter {

    private static final Logger log = LoggerFactory.getLogger(FailureLines.class);

    @Override
    public void report(FailureAnalysis analysis) {
        log.debug("event=start-failed", analysis.getCause());
        System.err.println("contact-simulator did not start. " + analysis.getDescription());
        if (analysis.getAction() != null) System.err.println(analysis.getAction());
    }
}
