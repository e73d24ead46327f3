package dev.contactsimulator.delivery;

import org.jspecify.annotations.Nullable;

/** An attempt to deliver has failed, or its outcome is unknown. */
public final class DeliveryFailed extends Exception {

    private static final long serialVersionUID = 1;

    /** @param message for the ledger: what the endpoint says, without content of messages */
    public DeliveryFailed(String message, @Nullable Throwable reason) {
        super(message, reason, false, false);
    }
}
