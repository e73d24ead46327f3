package dev.contactsimulator.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is being made, and the row that the ledger has of it, if any. The row is written in a transaction of the
 * follower while attempts go on: what they lead to meanwhile is written into the row once it is there.
 */
final class Delivery {

    private enum RowState {
        ABSENT,
        BEING_WRITTEN,
        WRITTEN
    }

    /** What the ledger has of an error, in characters. */
    private static final int MAX_ERROR = 500;

    private final Outgoing outgoing;
    private final Retries retries;
    private final boolean byHand;
    private RowState rowState;
    private LedgerRow row;
    private @Nullable LedgerRow lastWritten;

    private Delivery(Outgoing outgoing, Retries retries, LedgerRow row, RowState rowState) {
        this.outgoing = outgoing;
        this.retries = retries;
        this.row = row;
        this.rowState = rowState;
        byHand = row.byHand();
    }

    /** One that an event has just led to. */
    static Delivery first(Outgoing outgoing, Retries retries) {
        LedgerRow row =
                new LedgerRow(outgoing.id(), outgoing.lane(), DeliveryState.PENDING, 0, null, Duration.ZERO, false);
        return new Delivery(outgoing, retries, row, RowState.ABSENT);
    }

    /** One that waited in the ledger. */
    static Delivery of(LedgerRow row, Outgoing outgoing, Retries retries) {
        return new Delivery(outgoing, retries, row, RowState.WRITTEN);
    }

    Outgoing outgoing() {
        return outgoing;
    }

    LaneKey lane() {
        return row.lane();
    }

    /** The row to be written, or null if none is needed any more. Then {@link #written} is to be called. */
    synchronized @Nullable LedgerRow toBeWritten() {
        if (row.state() == DeliveryState.DELIVERED && !row.isToBeKept()) return null;
        rowState = RowState.BEING_WRITTEN;
        lastWritten = row;
        return row;
    }

    /** @return how the row is by now, if that is not how it was written */
    synchronized @Nullable LedgerRow written() {
        if (rowState != RowState.BEING_WRITTEN) return null;
        rowState = RowState.WRITTEN;
        return row == lastWritten ? null : row;
    }

    synchronized boolean hasRow() {
        return rowState == RowState.WRITTEN;
    }

    synchronized boolean isParked() {
        return row.state() == DeliveryState.PARKED;
    }

    /** @return the change of the row that the ledger has, if it has one */
    synchronized @Nullable LedgerRow delivered() {
        return change(DeliveryState.DELIVERED, null, Duration.ZERO);
    }

    /** @return the change of the row that the ledger has, if it has one */
    synchronized @Nullable LedgerRow failed(String error) {
        int attempt = row.attempts() + 1;
        boolean last = attempt >= retries.maxAttempts();
        String shortened = error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR);
        return change(last ? DeliveryState.PARKED : DeliveryState.FAILED, shortened, retries.waitAfter(attempt));
    }

    private @Nullable LedgerRow change(DeliveryState state, @Nullable String error, Duration dueIn) {
        String lastError = error == null ? row.error() : error;
        row = new LedgerRow(row.id(), row.lane(), state, row.attempts() + 1, lastError, dueIn, byHand);
        return rowState == RowState.WRITTEN ? row : null;
    }
}
