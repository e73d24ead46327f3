package dev.contactsimulator.contact;

import org.jspecify.annotations.Nullable;

/**
 * Where a chain of contacts has got to.
 *
 * @param current the contact of the chain that goes on; the first one until there is a transfer
 * @param queueId the queue in which it waits for an agent; null if it waits in none
 */
public record Segments(ContactId current, @Nullable String queueId) {

    static Segments of(ContactId initial) {
        return new Segments(initial, null);
    }

    boolean isWaiting() {
        return queueId != null;
    }

    Segments queued(String queue) {
        return new Segments(current, queue);
    }

    Segments accepted() {
        return isWaiting() ? new Segments(current, null) : this;
    }
}
