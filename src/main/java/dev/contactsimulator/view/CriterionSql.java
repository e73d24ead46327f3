package dev.contactsimulator.view;

import static java.time.ZoneOffset.UTC;

import dev.contactsimulator.contact.InitiationMethod;
import dev.contactsimulator.view.Criterion.AllOf;
import dev.contactsimulator.view.Criterion.AnyOf;
import dev.contactsimulator.view.Criterion.Between;
import dev.contactsimulator.view.Criterion.FromSource;
import dev.contactsimulator.view.Criterion.HandledBy;
import dev.contactsimulator.view.Criterion.Has;
import dev.contactsimulator.view.Criterion.HasKey;
import dev.contactsimulator.view.Criterion.HasReached;
import dev.contactsimulator.view.Criterion.InInstance;
import dev.contactsimulator.view.Criterion.InQueue;
import dev.contactsimulator.view.Criterion.InitiatedBy;
import dev.contactsimulator.view.Criterion.IsActive;
import dev.contactsimulator.view.Criterion.NoneOf;
import dev.contactsimulator.view.Criterion.Pairs;
import dev.contactsimulator.view.Criterion.Reached;
import dev.contactsimulator.view.Criterion.Stage;
import dev.contactsimulator.view.Criterion.Time;
import dev.contactsimulator.view.Criterion.ToDestination;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** A {@link Criterion} in SQL: as a condition on the rows of {@code contact_view}, and as what an index finds. */
final class CriterionSql {

    /** How much of names and values stands in {@code contact_view_pair}, in code points. */
    private static final int INDEXED_LENGTH = 128;

    /** The time as it is indexed: never null. */
    static String column(Time time) {
        return switch (time) {
            case INITIATED -> "initiated_at";
            case ENDED -> "coalesce(ended_at, timestamptz '" + PageToken.NOT_YET + "')";
            case EXPIRES -> "expires_at";
        };
    }

    /** A condition on a row; always true or false, never unknown. */
    static Sql condition(Criterion criterion) {
        return switch (criterion) {
            case InInstance(String instanceId) -> Sql.of("instance_id = ?", instanceId);
            case FromSource(String sourceId) -> Sql.of("(source_id is not null and source_id = ?)", sourceId);
            case ToDestination(String destinationId) ->
                Sql.of("(destination_id is not null and destination_id = ?)", destinationId);
            case IsActive(boolean active) -> Sql.of(active ? "ended_at is null" : "ended_at is not null");
            case Between(Time time, Instant from, Instant to) ->
                Sql.format(time == Time.ENDED ? "(ended_at is not null and %s)" : "%s", between(time, from, to));
            case Has(Pairs where, String key, List<String> values) ->
                Sql.of("coalesce(" + column(where) + " ->> ? = any (?), false)", key, values.toArray(String[]::new));
            case HasKey(Pairs where, String key) -> Sql.of("jsonb_exists(" + column(where) + ", ?)", key);
            case HandledBy(List<String> agents) -> Sql.of("coalesce(agent_id = any (?), false)", array(agents));
            case InQueue(List<String> queues) -> Sql.of("coalesce(queue_id = any (?), false)", array(queues));
            case InitiatedBy(List<InitiationMethod> methods) ->
                Sql.of(
                        "coalesce(initiation_method, 'API') = any (?)",
                        array(methods.stream().map(Enum::name).toList()));
            case Reached(Stage stage, Instant from, Instant to) ->
                Sql.of("coalesce(" + column(stage) + " between ? and ?, false)", at(from), at(to));
            case HasReached(Stage stage) -> Sql.of(column(stage) + " is not null");
            case AllOf(List<Criterion> all) -> Sql.allOf(conditions(all));
            case AnyOf(List<Criterion> any) -> Sql.anyOf(conditions(any));
            case NoneOf(List<Criterion> none) -> Sql.format("not %s", Sql.anyOf(conditions(none)));
        };
    }

    private static List<Sql> conditions(List<Criterion> criteria) {
        return criteria.stream().map(CriterionSql::condition).toList();
    }

    /**
     * A query for the ids of contacts that misses none that meets the criterion, and reads nothing but entries of an index
     * that it needs; none if there is no index for it.
     */
    static Optional<Sql> ids(Criterion criterion) {
        return switch (criterion) {
            case AllOf(List<Criterion> all) ->
                all.stream().map(CriterionSql::ids).flatMap(Optional::stream).findFirst();
            case AnyOf(List<Criterion> any) -> idsOfAny(any);
            case NoneOf _, InitiatedBy _ -> Optional.empty();
            default -> Optional.of(Sql.format("select contact_id from %s", indexed(criterion)));
        };
    }

    private static Optional<Sql> idsOfAny(List<Criterion> any) {
        List<Sql> ids =
                any.stream().map(CriterionSql::ids).flatMap(Optional::stream).toList();
        if (ids.size() < any.size()) return Optional.empty();
        if (any.isEmpty()) return Optional.of(Sql.of("select contact_id from contact_view where false"));
        return Optional.of(Sql.format("(%s)", Sql.join(" union all ", ids)));
    }

    /** The table and the condition with which an index begins; of criteria that are not made of others. */
    static Sql indexed(Criterion criterion) {
        return switch (criterion) {
            case Has(Pairs where, String key, List<String> values) ->
                Sql.format("contact_view_pair where %s and %s", named(where, key), valued(values));
            case HasKey(Pairs where, String key) -> Sql.format("contact_view_pair where %s", named(where, key));
            case Between(Time time, Instant from, Instant to) ->
                Sql.format("contact_view where %s", between(time, from, to));
            case HandledBy(List<String> agents) -> Sql.of("contact_view where agent_id = any (?)", array(agents));
            case InQueue(List<String> queues) -> Sql.of("contact_view where queue_id = any (?)", array(queues));
            case Reached(Stage stage, Instant from, Instant to) ->
                Sql.of("contact_view where " + column(stage) + " between ? and ?", at(from), at(to));
            case IsActive(boolean active)
            when !active -> Sql.of("contact_view where " + column(Time.ENDED) + " < ?", at(PageToken.NOT_YET));
            default -> Sql.format("contact_view where %s", condition(criterion));
        };
    }

    private static Sql named(Pairs where, String key) {
        String kind = switch (where) {
            case ATTRIBUTES -> "a";
            case SEGMENT_ATTRIBUTES -> "s";
            case TAGS -> "t";
        };
        return Sql.of("kind = '" + kind + "' and name = ?", beginning(key));
    }

    private static Sql valued(List<String> values) {
        if (values.size() == 1) return Sql.of("value = ?", beginning(values.getFirst()));
        String[] beginnings = values.stream().map(CriterionSql::beginning).toArray(String[]::new);
        return Sql.of("value = any (?)", (Object) beginnings);
    }

    private static String beginning(String text) {
        if (text.codePointCount(0, text.length()) <= INDEXED_LENGTH) return text;
        return text.substring(0, text.offsetByCodePoints(0, INDEXED_LENGTH));
    }

    /** For the time as it is indexed. */
    static Sql between(Time time, Instant from, Instant to) {
        return Sql.of(column(time) + " between ? and ?", at(from), at(to));
    }

    private static Object array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static String column(Stage stage) {
        return switch (stage) {
            case QUEUED -> "enqueued_at";
            case CONNECTED_TO_AGENT -> "agent_connected_at";
        };
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(UTC);
    }

    private static String column(Pairs where) {
        return switch (where) {
            case ATTRIBUTES -> "attributes";
            case SEGMENT_ATTRIBUTES -> "segment_attributes";
            case TAGS -> "tags";
        };
    }

    private CriterionSql() {}
}
