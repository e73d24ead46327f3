package dev.contactsimulator.setup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is set up from the beginning. Applying it again changes nothing. What it names and was changed meanwhile gets back
 * the values of the seed, and all else stays.
 */
record Seed(
        List<SeedInstance> instances,
        List<SeedFlow> flows,
        List<SeedNumber> numbers,
        List<SeedAssociation> associations) {

    static final Seed NONE = new Seed(List.of(), List.of(), List.of(), List.of());

    /** @param node where it is in the file */
    record SeedInstance(SeedNode node, UUID id, InstanceRow.Profile profile, Map<String, String> tags) {}

    record SeedFlow(
            SeedNode node,
            UUID id,
            UUID instanceId,
            FlowRow.Profile profile,
            String content,
            Map<String, String> tags) {}

    record SeedNumber(
            SeedNode node,
            UUID id,
            UUID instanceId,
            NumberRow.Profile profile,
            @Nullable UUID flowId,
            Map<String, String> tags) {}

    record SeedAssociation(FlowAssociation association) {}

    /**
     * @param before what is set up already
     * @param at when what is new is created
     * @throws InvalidSeed if something has a name of the seed and another id
     */
    void apply(SetupState before, SetupRows rows, Instant at) {
        Creation creation = new Creation(at, null);
        for (SeedInstance seeded : instances) {
            String alias = String.valueOf(seeded.profile().alias());
            requireSameId(
                    seeded.node(), seeded.id(), before.instanceWithAlias(alias).map(InstanceRow::id));
            rows.put(new InstanceRow(seeded.id(), seeded.profile(), seeded.tags(), creation));
        }
        for (SeedFlow seeded : flows) {
            Optional<FlowRow> sameName =
                    before.flowWithName(seeded.instanceId(), seeded.profile().name());
            requireSameId(seeded.node(), seeded.id(), sameName.map(FlowRow::id));
            FlowRow flow = new FlowRow(seeded.id(), seeded.instanceId(), seeded.profile(), seeded.tags(), creation);
            rows.put(flow, seeded.content());
        }
        for (SeedNumber seeded : numbers) {
            Optional<NumberRow> sameSource = before.numberFrom(seeded.profile().sourceArn());
            requireSameId(seeded.node(), seeded.id(), sameSource.map(NumberRow::id));
            rows.put(new NumberRow(
                    seeded.id(), seeded.instanceId(), seeded.profile(), seeded.flowId(), seeded.tags(), creation));
        }
        for (SeedAssociation seeded : associations) rows.put(seeded.association());
    }

    private static void requireSameId(SeedNode node, UUID id, Optional<UUID> existing) {
        if (existing.isEmpty() || existing.get().equals(id)) return;
        throw node.mistake(
                "this is set up already, with the id " + existing.get(),
                "Give it that id here, or reset the simulator");
    }
}
