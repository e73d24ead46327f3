package dev.contactsimulator.view;

import dev.contactsimulator.contact.InitiationMethod;
import java.time.Instant;
import java.util.List;

/** What a contact must be like to be found. */
public sealed interface Criterion {

    /** The pairs of a contact that can be searched by key and value. */
    enum Pairs {
        ATTRIBUTES,
        SEGMENT_ATTRIBUTES,
        TAGS
    }

    /** The times of a contact; those that it does not have yet lie in no range. */
    enum Time {
        INITIATED,
        ENDED,
        EXPIRES
    }

    record InInstance(String instanceId) implements Criterion {}

    record FromSource(String sourceId) implements Criterion {}

    record ToDestination(String destinationId) implements Criterion {}

    record IsActive(boolean active) implements Criterion {}

    /** Both ends belong to the range. */
    record Between(Time time, Instant from, Instant to) implements Criterion {}

    /** One of {@code values} stands under {@code key}. */
    record Has(Pairs where, String key, List<String> values) implements Criterion {}

    /** Something, whatever it is, stands under {@code key}. */
    record HasKey(Pairs where, String key) implements Criterion {}

    /** One of these agents has accepted it. */
    record HandledBy(List<String> agentIds) implements Criterion {}

    /** It waits, or waited last, in one of these queues. */
    record InQueue(List<String> queueIds) implements Criterion {}

    record InitiatedBy(List<InitiationMethod> methods) implements Criterion {}

    /** What happens to contacts on their way to an agent. */
    enum Stage {
        QUEUED,
        CONNECTED_TO_AGENT
    }

    /** Both ends belong to the range. */
    record Reached(Stage stage, Instant from, Instant to) implements Criterion {}

    record HasReached(Stage stage) implements Criterion {}

    record AllOf(List<Criterion> criteria) implements Criterion {}

    record AnyOf(List<Criterion> criteria) implements Criterion {}

    record NoneOf(List<Criterion> criteria) implements Criterion {}

    static Criterion not(Criterion criterion) {
        return new NoneOf(List.of(criterion));
    }
}
