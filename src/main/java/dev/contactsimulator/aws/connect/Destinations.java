package dev.contactsimulator.aws.connect;

import dev.contactsimulator.contact.Destination;
import java.util.Optional;

/** Resolves DestinationIds. */
public interface Destinations {

    /** The instance and the flow that a DestinationId is bound to, or empty if it is bound to none. */
    Optional<Destination> find(String destinationId);

    /** The number in E.164 that customers write to, if it is known. */
    Optional<String> phoneNumber(String destinationId);

    /** Binds what the settings list, and everything else too unless they are strict, to the instance's default flow. */
    static Destinations of(Instance instance, ConnectSettings settings) {
        return new ConfiguredDestinations(instance, settings);
    }
}
