package dev.contactsimulator.crash;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Asks for a value, and whether it is the same as the last time. */
final class SameValue {

    private final Callable<?> value;
    private @Nullable Object last;

    SameValue(Callable<?> value) {
        this.value = value;
    }

    boolean again() throws Exception {
        Object before = last;
        last = value.call();
        return last.equals(before);
    }
}
