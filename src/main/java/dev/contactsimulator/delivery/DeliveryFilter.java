package dev.contactsimulator.delivery;

import dev.contactsimulator.contact.ContactId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are meant.
 *
 * @param destination its name, {@code sns} for example, or the target: the ARN of a topic, a URL
 * @param states an empty set for all
 */
public record DeliveryFilter(
        @Nullable ContactId contactId, @Nullable String destination, Set<DeliveryState> states) {

    private static final Set<DeliveryState> IN_ROWS_ONLY =
            Set.of(DeliveryState.FAILED, DeliveryState.PARKED, DeliveryState.DROPPED);

    public DeliveryFilter {
        states = Set.copyOf(states);
    }

    /** Whether only deliveries can match that have a row. */
    boolean isForRowsOnly() {
        return !states.isEmpty() && IN_ROWS_ONLY.containsAll(states);
    }

    boolean matches(ListedDelivery delivery) {
        return isTo(delivery.id().destination(), delivery.target())
                && (states.isEmpty() || states.contains(delivery.state()));
    }

    private boolean isTo(String name, String target) {
        return destination == null || destination.equals(name) || destination.equals(target);
    }
}
