package dev.contactsimulator.eventlog;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether appends succeed. The appender reports each attempt. While nobody appends, the listener tries whether the database
 * takes writes again.
 */
final class AppendState {

    private static final Logger log = LoggerFactory.getLogger(AppendState.class);

    /** How long an attempt may take until it counts as a problem. */
    private static final Duration MAX_ATTEMPT = Duration.ofSeconds(2);

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);
    private static final Duration MAX_WAIT_WHILE_FAILING = Duration.ofSeconds(2);

    record Failure(String reason) {}

    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private volatile @Nullable Long attemptBegan;
    private volatile boolean connecting;
    private volatile boolean unreachable;

    /** The appender connects to the database, or waits before it tries again. */
    void connecting() {
        connecting = true;
        attemptBegan = System.nanoTime();
    }

    void connected() {
        connecting = false;
        unreachable = false;
        attemptBegan = null;
    }

    void appending() {
        attemptBegan = System.nanoTime();
    }

    void succeeded() {
        attemptBegan = null;
        Failure last = failure.get();
        if (last != null) recovered(last);
    }

    /** One line for the operator when appends begin to fail, and one when they succeed again. */
    void failed(Throwable reason) {
        attemptBegan = null;
        unreachable = connecting;
        String text = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
        if (failure.getAndSet(new Failure(text)) == null) log.warn("event=appends-fail reason=\"{}\"", text);
    }

    @Nullable
    Failure failure() {
        return failure.get();
    }

    /** The database has taken a write after this failure. */
    void recovered(Failure last) {
        if (failure.compareAndSet(last, null)) log.info("event=appends-succeed-again");
    }

    /** Whether the database did not let the appender connect, so that no append need be tried. */
    boolean isUnreachable() {
        return unreachable || connecting && isOverdue();
    }

    /** How long a command is to wait for its append. */
    Duration patience() {
        return connecting || failure.get() != null ? MAX_WAIT_WHILE_FAILING : MAX_WAIT;
    }

    private boolean isOverdue() {
        Long began = attemptBegan;
        return began != null && System.nanoTime() - began > MAX_ATTEMPT.toNanos();
    }

    Optional<String> problem() {
        Failure last = failure.get();
        if (last != null) return Optional.of("Appends to the log fail: " + last.reason());
        return isOverdue()
                ? Optional.of("An append to the log takes longer than " + MAX_ATTEMPT.toSeconds() + " s.")
                : Optional.empty();
    }
}
