package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.connect.ConnectSettings.BoundDestination;
import dev.contactsimulator.contact.Destination;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Destinations as the settings have them. A DestinationId that looks like a phone number is one. */
final class ConfiguredDestinations implements Destinations {

    private final Optional<Destination> bound;
    private final boolean strict;
    private final Map<String, BoundDestination> known;

    ConfiguredDestinations(Instance instance, ConnectSettings settings) {
        this.bound = Optional.of(instance.defaultDestination());
        this.strict = settings.strictDestinations();
        this.known = settings.destinations().stream()
                .collect(Collectors.toUnmodifiableMap(BoundDestination::id, Function.identity()));
    }

    @Override
    public Optional<Destination> find(String destinationId) {
        return strict && !known.containsKey(destinationId) ? Optional.empty() : bound;
    }

    @Override
    public Optional<String> phoneNumber(String destinationId) {
        BoundDestination destination = known.get(destinationId);
        if (destination != null && destination.phoneNumber() != null) return Optional.of(destination.phoneNumber());
        return destinationId.startsWith("+") ? Optional.of(destinationId) : Optional.empty();
    }
}
