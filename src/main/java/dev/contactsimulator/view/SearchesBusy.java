package dev.contactsimulator.view;

import java.time.Duration;

/** So many searches were running that this one was not begun. The same search may succeed in a moment. */
public final class SearchesBusy extends RuntimeException {

    private static final long serialVersionUID = 1;

    SearchesBusy(Duration waited) {
        super("no search has begun within %d ms".formatted(waited.toMillis()), null, false, false);
    }
}
