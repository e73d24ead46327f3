package dev.contactsimulator.view;

import java.time.Duration;

/** A query has waited as long as it may, and the view has not yet seen all that was answered before. To be retried. */
public final class ViewBehind extends RuntimeException {

    ViewBehind(long behind, Duration waited) {
        super(
                "The contact view is %d events behind the log after a wait of %d ms."
                        .formatted(behind, waited.toMillis()),
                null,
                false,
                false);
    }
}
