package dev.contactsimulator.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The events of one command on their way into the log, and the outcome. */
final class AppendCommand {

    private final Timeline decidedOn;
    private final List<EncodedEvent> events;
    private final long deadline;
    private final CompletableFuture<Void> outcome = new CompletableFuture<>();

    /**
     * @param events none, if only what is in the log is to be confirmed
     * @param patience how long the command may wait
     */
    AppendCommand(Timeline decidedOn, List<EncodedEvent> events, Duration patience) {
        this.decidedOn = decidedOn;
        this.events = events;
        this.deadline = System.nanoTime() + patience.toNanos();
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
     * Waits for the outcome, whatever happens to the thread: it must not miss that its events are recorded. Without a limit of
     * its own, since a timer for each command would cost more than all else here; {@link #failIfOverdue} sets the limit.
     */
    void await() {
        try {
            outcome.join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    /** The events may still be recorded. */
    void failIfOverdue(long now) {
        if (now - deadline > 0) fail(new EventLogUnavailable("the append takes too long", null));
    }
}
