package dev.contactsimulator.view;

import dev.contactsimulator.contact.ContactId;
import dev.contactsimulator.contact.InitiationMethod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact's place in its chain.
 *
 * @param initial the first contact of the chain
 * @param further all other contacts of the chain in their order, for the first one; else none
 */
public record Chain(
        ContactId initial,
        @Nullable ContactId previous,
        @Nullable ContactId next,
        InitiationMethod initiationMethod,
        List<ContactId> further) {

    /** A contact that is not transferred, so far. */
    static Chain beginning(ContactId initial) {
        return new Chain(initial, null, null, InitiationMethod.API, List.of());
    }

    Chain followed(ContactId newNext) {
        return new Chain(initial, previous, newNext, initiationMethod, further);
    }

    Chain with(ContactId newest) {
        List<ContactId> longer = new ArrayList<>(further);
        longer.add(newest);
        return new Chain(initial, previous, next, initiationMethod, List.copyOf(longer));
    }

    /** The contact that goes on, for the first one of the chain. */
    ContactId current() {
        return further.isEmpty() ? initial : further.getLast();
    }

    /** Whether the chain has more than one contact. */
    public boolean hasOthers() {
        return previous != null || next != null;
    }
}
