package dev.contactsimulator.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The events of one command on their way into the log, and the outcome. */
final class AppendCommand {

    private final Timeline decidedOn;
    private final List<EncodedEvent> events;
    private final CompletableFuture<Void> outcome = new CompletableFuture<>();

    /** @param events none, if only what is in the log is to be confirmed */
    AppendCommand(Timeline decidedOn, List<EncodedEvent> events) {
        this.decidedOn = decidedOn;
        this.events = events;
    }

    Timeline decidedOn() {
        return decidedOn;
    }

    List<EncodedEvent> events() {
        return events;
    }

    boolean isConfirmation() {
        return events.isEmpty();
    }

    UUID contactId() {
        return events.getFirst().contactId();
    }

    void succeed() {
        outcome.complete(null);
    }

    void fail(RuntimeException reason) {
        outcome.completeExceptionally(reason);
    }

    void refuse() {
        fail(new SequenceConflict(contactId(), events.getFirst().sequence()));
    }

    boolean isDone() {
        return outcome.isDone();
    }

    /**
     * Waits for the outcome, whatever happens to the thread: it must not miss that its events are recorded.
     *
     * @throws EventLogUnavailable if that takes too long; the events may still be recorded
     */
    void await(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    outcome.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return;
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (TimeoutException tooLong) {
                    throw new EventLogUnavailable("the append takes too long", null);
                } catch (ExecutionException e) {
                    throw (RuntimeException) e.getCause();
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
