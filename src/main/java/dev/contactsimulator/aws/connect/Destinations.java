package dev.contactsimulator.aws.connect;

import dev.contactsimulator.contact.Destination;
import java.util.Optional;

/** Resolves DestinationIds, as they are set up at the moment, on any node. */
public interface Destinations {

    /** The numbers in E.164 that customers write to, as far as they are known. */
    @FunctionalInterface
    interface Numbers {
        Optional<String> of(String destinationId);
    }

    /** The instance and the flow that a DestinationId is bound to, or empty if it is bound to none. */
    Optional<Destination> find(String destinationId);

    /** As {@link #find}, without asking the database: what this node knew last, or the default. */
    Destination lastKnown(String destinationId);

    /** For one response. */
    Numbers numbers();
}
