package dev.contactsimulator.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the ledger shows it.
 *
 * @param at when the event happened
 * @param error of the last attempt that failed
 * @param changedAt when its row was last written, by the clock of the database; null if it has none
 * @param payload what is sent, as JSON; null if the log lacks the event
 */
public record ListedDelivery(
        DeliveryId id,
        String target,
        UUID contactId,
        @Nullable Instant at,
        DeliveryState state,
        int attempts,
        @Nullable String error,
        @Nullable Instant changedAt,
        @Nullable String payload) {}
