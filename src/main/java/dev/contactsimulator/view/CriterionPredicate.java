package dev.contactsimulator.view;

import dev.contactsimulator.view.Criterion.AllOf;
import dev.contactsimulator.view.Criterion.AnyOf;
import dev.contactsimulator.view.Criterion.Between;
import dev.contactsimulator.view.Criterion.FromSource;
import dev.contactsimulator.view.Criterion.Has;
import dev.contactsimulator.view.Criterion.HasKey;
import dev.contactsimulator.view.Criterion.InInstance;
import dev.contactsimulator.view.Criterion.IsActive;
import dev.contactsimulator.view.Criterion.NoneOf;
import dev.contactsimulator.view.Criterion.Pairs;
import dev.contactsimulator.view.Criterion.Time;
import dev.contactsimulator.view.Criterion.ToDestination;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Instant;
import java.util.List;

/** A {@link Criterion} as a condition on the rows of {@code contact_view}; always true or false, never unknown. */
record CriterionPredicate(Root<StoredContact> contact, CriteriaBuilder sql) {

    Predicate of(Criterion criterion) {
        return switch (criterion) {
            case InInstance(String instanceId) -> sql.equal(contact.get("instanceId"), instanceId);
            case FromSource(String sourceId) -> sql.equal(contact.get("sourceId"), sourceId);
            case ToDestination(String destinationId) -> sql.equal(contact.get("destinationId"), destinationId);
            case IsActive(boolean active) ->
                active ? sql.isNull(contact.get("endedAt")) : sql.isNotNull(contact.get("endedAt"));
            case Between(Time time, Instant from, Instant to) ->
                sql.and(sql.isNotNull(column(time)), sql.between(column(time), from, to));
            case Has has -> {
                Expression<String> value = valueOf(has.where(), has.key());
                yield sql.and(sql.isNotNull(value), value.in(has.values()));
            }
            case HasKey(Pairs where, String key) -> sql.isNotNull(valueOf(where, key));
            case AllOf(List<Criterion> all) -> sql.and(each(all));
            case AnyOf(List<Criterion> any) -> sql.or(each(any));
            case NoneOf(List<Criterion> none) -> sql.not(sql.or(each(none)));
        };
    }

    private Expression<Instant> column(Time time) {
        return contact.get(
                switch (time) {
                    case INITIATED -> "initiatedAt";
                    case ENDED -> "endedAt";
                    case EXPIRES -> "expiresAt";
                });
    }

    /** The time, or one that lies behind all others. */
    Expression<Instant> orNotYet(Time time) {
        return time == Time.ENDED ? sql.coalesce(column(time), PageToken.NOT_YET) : column(time);
    }

    private Predicate[] each(List<Criterion> criteria) {
        return criteria.stream().map(this::of).toArray(Predicate[]::new);
    }

    private Expression<String> valueOf(Pairs where, String key) {
        String column = switch (where) {
            case ATTRIBUTES -> "attributes";
            case SEGMENT_ATTRIBUTES -> "segmentAttributes";
            case TAGS -> "tags";
        };
        return sql.function("jsonb_extract_path_text", String.class, contact.get(column), sql.literal(key));
    }
}
