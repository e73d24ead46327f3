package dev.contactsimulator.setup;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.contactsimulator.setup.FlowAssociation.Resource;
import dev.contactsimulator.setup.FlowAssociation.ResourceType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is set up at one moment, except the contents of flows. Immutable. */
public final class SetupState {

    /** The resources that chats come from, in the order in which they are looked up. */
    private static final List<ResourceType> OF_CHATS =
            List.of(ResourceType.SMS_PHONE_NUMBER, ResourceType.WHATSAPP_MESSAGING_PHONE_NUMBER);

    private final Map<UUID, InstanceRow> instances;
    private final Map<UUID, FlowRow> flows;
    private final Map<UUID, NumberRow> numbers;
    private final Map<String, NumberRow> numbersBySource;
    private final Map<Resource, FlowAssociation> associations;

    SetupState(
            OwnInstance own,
            List<InstanceRow> instances,
            List<FlowRow> flows,
            List<NumberRow> numbers,
            List<FlowAssociation> associations) {
        this.instances = by(InstanceRow::id, Stream.concat(Stream.of(own.instance()), instances.stream()));
        this.flows = by(FlowRow::id, Stream.concat(Stream.of(own.flow()), flows.stream()));
        this.numbers = by(NumberRow::id, numbers.stream());
        this.numbersBySource = by(number -> number.profile().sourceArn(), numbers.stream());
        this.associations = by(FlowAssociation::resource, associations.stream());
    }

    /** Nothing but the installation's own instance and flow. */
    public static SetupState empty(OwnInstance own) {
        return new SetupState(own, List.of(), List.of(), List.of(), List.of());
    }

    private static <K, V> Map<K, V> by(Function<V, K> key, Stream<V> rows) {
        return rows.collect(toUnmodifiableMap(key, Function.identity()));
    }

    public Collection<InstanceRow> instances() {
        return instances.values();
    }

    public Optional<InstanceRow> instance(UUID id) {
        return Optional.ofNullable(instances.get(id));
    }

    public Optional<InstanceRow> instanceWithAlias(String alias) {
        return instances.values().stream()
                .filter(instance -> alias.equals(instance.profile().alias()))
                .findFirst();
    }

    public Optional<InstanceRow> instanceCreatedBy(@Nullable UUID callId) {
        return instances.values().stream()
                .filter(instance -> instance.creation().isOf(callId))
                .findFirst();
    }

    public List<FlowRow> flows(UUID instanceId) {
        return flows.values().stream()
                .filter(flow -> flow.instanceId().equals(instanceId))
                .toList();
    }

    public Optional<FlowRow> flow(UUID instanceId, UUID id) {
        return Optional.ofNullable(flows.get(id))
                .filter(flow -> flow.instanceId().equals(instanceId));
    }

    public Optional<FlowRow> flowWithName(UUID instanceId, String name) {
        return flows(instanceId).stream()
                .filter(flow -> flow.profile().name().equals(name))
                .findFirst();
    }

    public Optional<FlowRow> flowCreatedBy(@Nullable UUID callId) {
        return flows.values().stream()
                .filter(flow -> flow.creation().isOf(callId))
                .findFirst();
    }

    public Collection<NumberRow> numbers() {
        return numbers.values();
    }

    public Optional<NumberRow> number(UUID id) {
        return Optional.ofNullable(numbers.get(id));
    }

    public Optional<NumberRow> numberFrom(String sourceArn) {
        return Optional.ofNullable(numbersBySource.get(sourceArn));
    }

    public Optional<NumberRow> numberImportedBy(@Nullable UUID callId) {
        return numbers.values().stream()
                .filter(number -> number.creation().isOf(callId))
                .findFirst();
    }

    public Collection<FlowAssociation> associations() {
        return associations.values();
    }

    public Optional<FlowAssociation> association(Resource resource) {
        return Optional.ofNullable(associations.get(resource));
    }

    /**
     * What the chats of a destination begin in: the flow that is associated with it, else the flow of the phone number
     * that was imported from it.
     */
    public Optional<Binding> binding(String destinationId) {
        for (ResourceType type : OF_CHATS) {
            FlowAssociation association = associations.get(new Resource(destinationId, type));
            if (association != null) {
                return Optional.of(new Binding(association.instanceId(), association.flowId()));
            }
        }
        NumberRow number = numbersBySource.get(destinationId);
        return number == null || number.flowId() == null
                ? Optional.empty()
                : Optional.of(new Binding(number.instanceId(), number.flowId()));
    }
}
