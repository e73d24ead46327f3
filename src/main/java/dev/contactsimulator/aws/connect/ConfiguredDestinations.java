package dev.contactsimulator.aws.connect;

import dev.contactsimulator.aws.connect.ConnectSettings.BoundDestination;
import dev.contactsimulator.contact.Destination;
import dev.contactsimulator.setup.Binding;
import dev.contactsimulator.setup.SetupState;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Destinations as they are set up, else as the settings have them: those that they list, and everything else too unless
 * they are strict, are bound to the default flow. A DestinationId that looks like a phone number is one.
 */
final class ConfiguredDestinations implements Destinations {

    private final Supplier<SetupState> setup;
    private final Supplier<SetupState> lastKnown;
    private final Instance own;
    private final UUID defaultFlow;
    private final boolean strict;
    private final Map<String, BoundDestination> listed;

    /**
     * @param setup what is set up at the moment
     * @param lastKnown what was set up when this node last looked
     */
    ConfiguredDestinations(
            Instance own,
            UUID defaultFlow,
            ConnectSettings settings,
            Supplier<SetupState> setup,
            Supplier<SetupState> lastKnown) {
        this.setup = setup;
        this.lastKnown = lastKnown;
        this.own = own;
        this.defaultFlow = defaultFlow;
        this.strict = settings.strictDestinations();
        this.listed = settings.destinations().stream()
                .collect(Collectors.toUnmodifiableMap(BoundDestination::id, Function.identity()));
    }

    @Override
    public Optional<Destination> find(String destinationId) {
        Optional<Binding> bound = setup.get().binding(destinationId);
        if (bound.isPresent()) return bound.map(this::destination);
        return strict && !listed.containsKey(destinationId) ? Optional.empty() : Optional.of(defaultDestination());
    }

    @Override
    public Destination lastKnown(String destinationId) {
        return lastKnown.get().binding(destinationId).map(this::destination).orElseGet(this::defaultDestination);
    }

    private Destination defaultDestination() {
        return destination(new Binding(own.uuid(), defaultFlow));
    }

    private Destination destination(Binding binding) {
        return new Destination(
                own.location().region(),
                binding.instanceId().toString(),
                binding.flowId().toString());
    }

    @Override
    public Numbers numbers() {
        SetupState state = setup.get();
        return destinationId -> Optional.ofNullable(number(destinationId, state));
    }

    private @Nullable String number(String destinationId, SetupState state) {
        BoundDestination destination = listed.get(destinationId);
        if (destination != null && destination.phoneNumber() != null) return destination.phoneNumber();
        String imported = state.numberFrom(destinationId)
                .map(number -> number.profile().phoneNumber())
                .orElse(null);
        if (imported != null) return imported;
        return destinationId.startsWith("+") ? destinationId : null;
    }
}
