package dev.contactsimulator.delivery;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger.
 *
 * @param error of the last attempt
 * @param dueIn when the next attempt may be made, from now
 * @param byHand whether the row is kept when it has been delivered at the first attempt
 */
record LedgerRow(
        DeliveryId id,
        LaneKey lane,
        DeliveryState state,
        int attempts,
        @Nullable String error,
        Duration dueIn,
        boolean byHand) {

    LedgerRow parked(String reason) {
        return new LedgerRow(id, lane, DeliveryState.PARKED, attempts, reason, Duration.ZERO, byHand);
    }

    UUID contactId() {
        return lane.contactId();
    }

    /** Whether a row that was delivered says more than the log and the follower's position do. */
    boolean isToBeKept() {
        return byHand || attempts > 1 || state != DeliveryState.DELIVERED;
    }
}
