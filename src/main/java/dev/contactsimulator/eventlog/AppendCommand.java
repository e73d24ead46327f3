package dev.contactsimulator.eventlog;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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

    /** Waits for the outcome, whatever happens to the thread: it must not miss that its events are recorded. */
    void await() {
        try {
            outcome.join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }
}
