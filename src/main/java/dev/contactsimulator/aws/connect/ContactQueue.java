package dev.contactsimulator.aws.connect;

import dev.contactsimulator.view.ContactRow;
import dev.contactsimulator.view.Handling.Queue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The queue of a contact ("QueueInfo"). */
record ContactQueue(String id, Instant enqueueTimestamp) {

    static @Nullable ContactQueue of(ContactRow row) {
        Queue queue = row.handling().queue();
        return queue == null ? null : new ContactQueue(queue.id(), queue.enqueuedAt());
    }
}
