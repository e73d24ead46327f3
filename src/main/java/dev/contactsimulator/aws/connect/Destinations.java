package dev.contactsimulator.aws.connect;

import dev.contactsimulator.contact.Destination;
import java.util.Optional;

/** Knows which instance and flow a DestinationId is bound to. */
@FunctionalInterface
public interface Destinations {

    /** @return empty if it is bound to none */
    Optional<Destination> find(String destinationId);

    /** Binds what the settings list, and everything else too unless they are strict, to the default flow. */
    static Destinations of(Instance instance, ConnectSettings settings) {
        Optional<Destination> bound = Optional.of(instance.defaultDestination());
        return destinationId ->
                !settings.strictDestinations() || settings.destinations().contains(destinationId)
                        ? bound
                        : Optional.empty();
    }
}
